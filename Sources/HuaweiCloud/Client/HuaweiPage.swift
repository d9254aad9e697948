/// One page of a list.
public struct HuaweiPage<Row: Hashable & Sendable>: Hashable, Sendable {
  /// The rows that could be read.
  public var rows: [Row]
  /// How many could not be read.
  public var unreadable: Int
  /// How many there are in all, by the answer; nil where it did not say.
  public var count: Int?

  /// Makes a page.
  public init(rows: [Row], unreadable: Int = 0, count: Int? = nil) {
    self.rows = rows
    self.unreadable = unreadable
    self.count = count
  }

  /// Rows of the answer, read or not.
  public var length: Int { rows.count + unreadable }

  /// Whether nothing comes after it.
  ///
  /// - Parameters:
  ///   - offset: how many rows stand before this page.
  ///   - limit: how many were asked for.
  public func isLast(offset: Int, limit: Int) -> Bool {
    if length == 0 { return true }
    return count.map { offset + length >= $0 } ?? (length < limit)
  }
}
