/// A project of one region; every region has exactly one default project (S1).
public struct Project: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, unique in the context.
  public var id: String
  /// The name, unique in its region.
  public var name: String
  /// The id of the region that holds the project.
  public var region: String
  /// Whether choosing the region alone means this project.
  public var isDefault: Bool

  /// Makes a project.
  public init(id: String, name: String, region: String, isDefault: Bool) {
    self.id = id
    self.name = name
    self.region = region
    self.isDefault = isDefault
  }
}
