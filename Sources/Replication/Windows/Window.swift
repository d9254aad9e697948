/// Some consecutive rows of a listing.
public struct Window<Row: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The rows.
  public var rows: [Row]
  /// The index of the first of them in the whole listing.
  public var offset: Int
  /// How many rows the listing has.
  public var total: Int
  /// Whether `total` is all there are; else at least so many, since counting them takes longer than finding these.
  public var isCounted: Bool
  /// How many rows there would be without text, status and kind filters.
  public var unfilteredTotal: Int

  /// Makes a window.
  public init(
    rows: [Row] = [], offset: Int = 0, total: Int = 0, unfilteredTotal: Int = 0, isCounted: Bool = true
  ) {
    self.rows = rows
    self.offset = offset
    self.total = total
    self.unfilteredTotal = unfilteredTotal
    self.isCounted = isCounted
  }
}
