/// A request to back up one registered resource into a vault.
public struct BackupRequest: Codable, Hashable, Sendable {
  /// The kind of resource.
  public var type: ResourceType
  /// The id of the server or disk.
  public var resource: String
  /// The id of the backup vault.
  public var vault: String
  /// The backup's name; nil makes one of the resource's name and the date.
  public var name: String?
  /// Whether disks that are mounted or open for writing are read all the same.
  public var allowOpen: Bool

  /// Makes a request.
  public init(type: ResourceType, resource: String, vault: String, name: String? = nil, allowOpen: Bool = false) {
    self.type = type
    self.resource = resource
    self.vault = vault
    self.name = name
    self.allowOpen = allowOpen
  }
}
