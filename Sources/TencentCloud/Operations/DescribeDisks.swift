/// One page of the disks of a region.
public struct DescribeDisks: TencentOperation {
  /// A page.
  public typealias Answer = TencentDiskPage
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "DescribeDisks"
  /// Reads only.
  public static let onlyReads = true
  /// The most rows of a page.
  public static let largestPage = 100

  private enum CodingKeys: String, CodingKey {
    case limit = "Limit"
    case offset = "Offset"
  }

  /// The most rows, at most 100.
  public var limit: Int?
  /// How many rows to pass over.
  public var offset: Int?

  /// Makes a request.
  public init(limit: Int? = nil, offset: Int? = nil) {
    self.limit = limit
    self.offset = offset
  }
}
