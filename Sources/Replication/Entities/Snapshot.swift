public import struct Foundation.Date

/// A snapshot of one disk (S6).
public struct Snapshot: Codable, Hashable, Sendable, Identifiable {
  /// The identifier: `snap-` and eight lower-case letters or digits.
  public var id: String
  /// The name, at most 60 printable characters (S45).
  public var name: String
  /// The state word (S70).
  public var state: SnapshotState
  /// How far it is made, 0…100.
  public var percent: Int
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// The disk it was taken of.
  public var disk: NamedReference
  /// System or data (S33).
  public var usage: DiskUsage
  /// Logical bytes, holes included.
  public var size: Int64
  /// SHA-256 of the disk as it was read, in hexadecimal; nil until read.
  public var sha256: String?
  /// When the data was read from the disk; a copy keeps its source's moment.
  public var createdAt: Date
  /// What it was copied from; nil for originals.
  public var source: SourceLink?
  /// The regions a running copy of it goes to (S36, S37).
  public var copyingTo: [String]
  /// Whether a running task forbids deletion (S36).
  public var locked: Bool
  /// Whether another account shares it; such snapshots are not copied (S34).
  public var shared: Bool
  /// When everything it names was last read back and hashed; nil if never.
  public var verifiedAt: Date?
  /// When something it names was found damaged; nil where it was found whole since, or never damaged.
  public var damagedAt: Date?
  /// Whether the disk was open for writing while it was read.
  public var openedLive: Bool
  /// What the last restore drill found; nil if there was none.
  public var drill: DrillCertificate?

  /// Makes a snapshot.
  public init(
    id: String, name: String, state: SnapshotState, percent: Int = 100, region: String, project: String,
    disk: NamedReference, usage: DiskUsage, size: Int64, sha256: String? = nil, createdAt: Date,
    source: SourceLink? = nil, copyingTo: [String] = [], locked: Bool = false, shared: Bool = false,
    verifiedAt: Date? = nil, damagedAt: Date? = nil, openedLive: Bool = false,
    drill: DrillCertificate? = nil
  ) {
    self.id = id
    self.name = name
    self.state = state
    self.percent = percent
    self.region = region
    self.project = project
    self.disk = disk
    self.usage = usage
    self.size = size
    self.sha256 = sha256
    self.createdAt = createdAt
    self.source = source
    self.copyingTo = copyingTo
    self.locked = locked
    self.shared = shared
    self.verifiedAt = verifiedAt
    self.damagedAt = damagedAt
    self.openedLive = openedLive
    self.drill = drill
  }
}
