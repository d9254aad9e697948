/// A backup or replica in a simulation, real or to come.
public struct SimulatedItem: Codable, Hashable, Sendable {
  /// Its id; of what does not exist yet one that only the simulation knows.
  public var id: String
  /// Its name.
  public var name: String
  /// Its region.
  public var region: String
  /// The id of its vault.
  public var vault: String
  /// Logical bytes; of what does not exist yet those of its resource today.
  public var size: Int64
  /// Whether it does not exist yet.
  public var isFuture: Bool

  /// Makes an item.
  public init(id: String, name: String, region: String, vault: String, size: Int64, isFuture: Bool) {
    self.id = id
    self.name = name
    self.region = region
    self.vault = vault
    self.size = size
    self.isFuture = isFuture
  }

  init(_ backup: Backup, isFuture: Bool) {
    (id, name, region) = (backup.id, backup.name, backup.region)
    (vault, size) = (backup.vault.id, backup.size)
    self.isFuture = isFuture
  }
}
