/// A request to create a vault (S4).
public struct VaultRequest: Codable, Hashable, Sendable {
  /// The name, following S38.
  public var name: String
  /// The id of the region.
  public var region: String
  /// The id of the project; nil means the default one.
  public var project: String?
  /// What its backups protect.
  public var type: ResourceType
  /// Originals or replicas.
  public var protection: Protection
  /// Bytes it may hold.
  public var capacity: Int64
  /// Whether the capacity grows instead of being refused.
  public var autoExpand: Bool

  /// Makes a request.
  public init(
    name: String, region: String, project: String? = nil, type: ResourceType, protection: Protection, capacity: Int64,
    autoExpand: Bool = false
  ) {
    self.name = name
    self.region = region
    self.project = project
    self.type = type
    self.protection = protection
    self.capacity = capacity
    self.autoExpand = autoExpand
  }
}
