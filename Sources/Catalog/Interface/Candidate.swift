/// One thing that an ambiguous text may mean.
public struct Candidate: Codable, Hashable, Sendable {
  /// The identifier.
  public var id: String
  /// The name; empty for tasks, which have none.
  public var name: String
  /// The id of the region it lies in.
  public var region: String

  /// Makes a candidate.
  public init(id: String, name: String, region: String) {
    self.id = id
    self.name = name
    self.region = region
  }
}
