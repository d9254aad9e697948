/// What a region of CBR is said to be able to do; a public beta that not every region has.
public struct CBRFeatures: Decodable, Hashable, Sendable {
  /// Whether backups replicate; nil where the region does not say.
  public var replicates: Bool?
  /// The ids of the regions they go to; nil where the region does not say.
  public var destinations: [String]?

  private enum CodingKeys: String, CodingKey {
    case replicates = "replication.enable"
    case destinations = "replication.destinationRegions"
  }
}
