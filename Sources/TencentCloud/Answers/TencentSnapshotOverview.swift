/// The answer of `DescribeSnapshotOverview`; sizes are GiB.
public struct TencentSnapshotOverview: Decodable, Hashable, Sendable {
  /// How many snapshots the region holds.
  public let count: Int
  /// How large they are together.
  public let size: Double?
  /// Capacity that costs nothing; no number of snapshots.
  public let freeCapacity: Double?
  /// What is paid for.
  public let billedSize: Double?

  /// Reads the answer; the number must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    count = try fields.required("TotalNums")
    size = fields.optional("TotalSize")
    freeCapacity = fields.optional("FreeQuota")
    billedSize = fields.optional("RealTradeSize")
  }
}
