/// Copies a snapshot to other regions; sent to the source's region, answered destination by destination.
public struct CopySnapshotCrossRegions: TencentOperation {
  /// One outcome for each destination.
  public typealias Answer = TencentCopyOutcomes
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "CopySnapshotCrossRegions"
  /// Sent twice it makes two copies: nothing in the API recognises the second one.
  public static let onlyReads = false

  private enum CodingKeys: String, CodingKey {
    case snapshot = "SnapshotId"
    case destinations = "DestinationRegions"
    case name = "SnapshotName"
  }

  /// The id of the source.
  public var snapshot: String
  /// The ids of the destination regions.
  public var destinations: [String]
  /// The copies' name; nil for the service's own.
  public var name: String?

  /// Makes a request.
  public init(snapshot: String, destinations: [String], name: String? = nil) {
    self.snapshot = snapshot
    self.destinations = destinations
    self.name = name
  }
}
