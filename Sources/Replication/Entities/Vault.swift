public import struct Foundation.Date

/// A container of backups or of replicas of one object type (S4).
public struct Vault: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name, following S38.
  public var name: String
  /// What the vault's backups protect.
  public var type: ResourceType
  /// Whether it holds originals or replicas.
  public var protection: Protection
  /// The status word.
  public var status: VaultStatus
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// How many bytes it may hold.
  public var capacity: Int64
  /// How many logical bytes its published backups hold (S27).
  public var used: Int64
  /// How many bytes tasks that have not ended have reserved (S27).
  public var reserved: Int64
  /// Whether the capacity grows instead of being refused (S27).
  public var autoExpand: Bool
  /// How many backups or replicas it holds, those being made included.
  public var backupCount: Int
  /// How many servers, disks or file systems it holds backups of.
  public var resourceCount = 0
  /// The ids of the regions where its backups have replicas that can be used, in the order of the ids.
  public var replicatedTo: [String] = []
  /// When it was created.
  public var createdAt: Date

  // Records in stores have just these fields: the others are counted from the catalog, and older stores know nothing of
  // them.
  private enum CodingKeys: String, CodingKey {
    case id, name, type, protection, status, region, project, capacity, used, reserved, autoExpand, backupCount
    case createdAt
  }

  /// Makes a vault.
  public init(
    id: String, name: String, type: ResourceType, protection: Protection, status: VaultStatus = .available,
    region: String, project: String, capacity: Int64, used: Int64 = 0, reserved: Int64 = 0, autoExpand: Bool = false,
    backupCount: Int = 0, resourceCount: Int = 0, replicatedTo: [String] = [], createdAt: Date
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.protection = protection
    self.status = status
    self.region = region
    self.project = project
    self.capacity = capacity
    self.used = used
    self.reserved = reserved
    self.autoExpand = autoExpand
    self.backupCount = backupCount
    self.resourceCount = resourceCount
    self.replicatedTo = replicatedTo
    self.createdAt = createdAt
  }

  /// Bytes that may still be reserved; negative where the vault is overfull.
  public var free: Int64 {
    let (rest, overflow) = capacity.subtractingReportingOverflow(used)
    let (free, secondOverflow) = rest.subtractingReportingOverflow(reserved)
    // Numbers that a damaged store or a cloud makes up must not stop the program: no room, then.
    return overflow || secondOverflow ? 0 : free
  }
}
