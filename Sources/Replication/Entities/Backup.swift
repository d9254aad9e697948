public import struct Foundation.Date

/// A backup of one resource, or the replica of such a backup in another region (S2, S3, S5).
public struct Backup: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name; names of replicas follow S38.
  public var name: String
  /// The description, at most 255 characters (S41).
  public var description: String
  /// What was backed up.
  public var type: ResourceType
  /// Original or replica.
  public var kind: BackupKind
  /// The status word (S70).
  public var status: BackupStatus
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// The vault that holds it.
  public var vault: NamedReference
  /// The resource it was taken of.
  public var resource: ResourceReference
  /// Logical bytes of all disks, holes included; for trees of regular files (S27, S65).
  public var size: Int64
  /// Whether system-disk data is contained; nil means "no" to every rule (S3).
  public var containsSystemDisk: Bool?
  /// The disks it holds; empty for trees.
  public var disks: [DiskSummary]
  /// When the data was read from the resource; a replica keeps its source's moment.
  public var createdAt: Date
  /// What a replica was made of; nil for originals (S5).
  public var source: SourceLink?
  /// The replicas that exist or are being made, one per region (S19).
  public var replicas: [ReplicaRecord]
  /// Whether a running task forbids deletion (S28).
  public var locked: Bool
  /// The server backup a disk backup belongs to (S8); nil for others.
  public var parent: String?
  /// When everything it names was last read back and hashed; nil if never.
  public var verifiedAt: Date?
  /// When something it names was found damaged; nil where it was found whole since, or never damaged.
  public var damagedAt: Date?
  /// Whether a disk was open for writing while it was read: crash-consistent at best.
  public var openedLive: Bool
  /// What changed or vanished while a file system was read; nil when nothing did.
  public var report: ReadingReport?
  /// The id of the policy that made it; nil for what was made by hand.
  public var policy: String?
  /// What the last restore drill found; nil if there was none.
  public var drill: DrillCertificate?

  /// Makes a backup.
  public init(
    id: String, name: String, description: String = "", type: ResourceType, kind: BackupKind = .backup,
    status: BackupStatus, region: String, project: String, vault: NamedReference, resource: ResourceReference,
    size: Int64, containsSystemDisk: Bool? = nil, disks: [DiskSummary] = [], createdAt: Date,
    source: SourceLink? = nil, replicas: [ReplicaRecord] = [], locked: Bool = false, parent: String? = nil,
    verifiedAt: Date? = nil, damagedAt: Date? = nil, openedLive: Bool = false, report: ReadingReport? = nil,
    policy: String? = nil, drill: DrillCertificate? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.type = type
    self.kind = kind
    self.status = status
    self.region = region
    self.project = project
    self.vault = vault
    self.resource = resource
    self.size = size
    self.containsSystemDisk = containsSystemDisk
    self.disks = disks
    self.createdAt = createdAt
    self.source = source
    self.replicas = replicas
    self.locked = locked
    self.parent = parent
    self.verifiedAt = verifiedAt
    self.damagedAt = damagedAt
    self.openedLive = openedLive
    self.report = report
    self.policy = policy
    self.drill = drill
  }
}
