/// How many snapshots a region holds and how large they are.
public struct DescribeSnapshotOverview: TencentOperation {
  /// The sums.
  public typealias Answer = TencentSnapshotOverview
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "DescribeSnapshotOverview"
  /// Reads only.
  public static let onlyReads = true

  /// Makes a request.
  public init() {}
}
