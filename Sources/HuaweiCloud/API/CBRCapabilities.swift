/// Where backups of a region may be replicated to.
public struct CBRCapabilities: Decodable, Hashable, Sendable {
  /// One source region.
  public struct Source: Decodable, Hashable, Sendable {
    /// The region's id.
    public var name: String
    /// The ids of the regions it replicates to.
    public var replicationDestinations: [String]?
  }

  /// The source regions; the region asked may be missing.
  public var regions: [Source]?

  /// The destinations of a region; empty where it cannot replicate.
  public func destinations(of region: String) -> [String] {
    regions?.first { $0.name == region }?.replicationDestinations ?? []
  }
}
