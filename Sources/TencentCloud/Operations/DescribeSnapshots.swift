/// One page of the snapshots of a region, or some of them by id.
public struct DescribeSnapshots: TencentOperation {
  /// A page.
  public typealias Answer = TencentSnapshotPage
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "DescribeSnapshots"
  /// Reads only.
  public static let onlyReads = true
  /// The most rows of a page, and the most ids of a request.
  public static let largestPage = 100

  /// Which end of the list comes first.
  public enum Order: String, Encodable, Sendable {
    case ascending = "ASC"
    case descending = "DESC"
  }

  private enum CodingKeys: String, CodingKey {
    case ids = "SnapshotIds"
    case filters = "Filters"
    case limit = "Limit"
    case offset = "Offset"
    case order = "Order"
    case orderField = "OrderField"
  }

  private enum OrderField: String, Encodable { case createTime = "CREATE_TIME" }

  /// The snapshots wanted; never together with filters.
  public var ids: [String]?
  /// Conditions that all hold; nil for none.
  public var filters: [SnapshotFilter]?
  /// The most rows, at most 100; the service's own choice is 20.
  public var limit: Int?
  /// How many rows to pass over.
  public var offset: Int?
  /// By the time of making; the service's own choice is not documented.
  public var order: Order? { didSet { orderField = order == nil ? nil : .createTime } }
  private var orderField: OrderField?

  /// A page of all snapshots that fulfil the filters.
  public init(filters: [SnapshotFilter]? = nil, limit: Int? = nil, offset: Int? = nil, order: Order? = nil) {
    self.filters = filters
    self.limit = limit
    self.offset = offset
    self.order = order
    orderField = order == nil ? nil : .createTime
  }

  /// Snapshots by id; ids that are not there are left out of the answer.
  public init(ids: [String], limit: Int? = nil) {
    self.ids = ids
    self.limit = limit
  }
}
