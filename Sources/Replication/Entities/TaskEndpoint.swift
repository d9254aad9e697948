/// One end of a task: what is read, or what is made.
public struct TaskEndpoint: Codable, Hashable, Sendable {
  /// The id of the backup, snapshot, image or store.
  public var id: String
  /// Its name.
  public var name: String
  /// Its region.
  public var region: String
  /// The vault it lies in; nil for snapshots and images.
  public var vault: String?

  /// Makes an endpoint.
  public init(id: String, name: String, region: String, vault: String? = nil) {
    self.id = id
    self.name = name
    self.region = region
    self.vault = vault
  }
}
