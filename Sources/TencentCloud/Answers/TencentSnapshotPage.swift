/// The answer of `DescribeSnapshots`: some rows and how many there are in all.
public struct TencentSnapshotPage: Decodable, Hashable, Sendable {
  /// The rows of the page.
  public let snapshots: [TencentSnapshot]
  /// How many rows fulfil the request on all pages together.
  public let total: Int

  /// Reads a page; the list and its length must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    snapshots = try fields.required("SnapshotSet")
    total = try fields.required("TotalCount")
  }
}
