/// A rectangle of cells; the origin is the upper left corner, counted from 0.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var column: Int
  /// The uppermost row.
  public var row: Int
  /// Its width in cells.
  public var columns: Int
  /// Its height in cells.
  public var rows: Int

  /// Makes a rectangle; negative extents become 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// Makes the rectangle that covers an area of this size.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }
}
