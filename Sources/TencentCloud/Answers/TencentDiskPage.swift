/// The answer of `DescribeDisks`: some rows and how many there are in all.
public struct TencentDiskPage: Decodable, Hashable, Sendable {
  /// The rows of the page.
  public let disks: [TencentDisk]
  /// How many there are on all pages together.
  public let total: Int

  /// Reads a page; the list and its length must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    disks = try fields.required("DiskSet")
    total = try fields.required("TotalCount")
  }
}
