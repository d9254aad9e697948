/// The link of a replica or a copied snapshot to what it was made of (S5, S6).
public struct SourceLink: Codable, Hashable, Sendable {
  /// The id of the source backup or snapshot.
  public var id: String
  /// The region of the source.
  public var region: String

  /// Makes a link.
  public init(id: String, region: String) {
    self.id = id
    self.region = region
  }
}
