/// Deletes snapshots of a region, all of them or none.
public struct DeleteSnapshots: TencentOperation {
  /// Nothing but the request's id.
  public typealias Answer = TencentAcknowledgement
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "DeleteSnapshots"
  /// Deletes.
  public static let onlyReads = false

  private enum CodingKeys: String, CodingKey {
    case ids = "SnapshotIds"
    case deletesImages = "DeleteBindImages"
  }

  /// The snapshots.
  public var ids: [String]
  /// Whether images made of them go with them; nil for the service's own choice, which refuses then.
  public var deletesImages: Bool?

  /// Makes a request.
  public init(ids: [String], deletesImages: Bool? = nil) {
    self.ids = ids
    self.deletesImages = deletesImages
  }
}
