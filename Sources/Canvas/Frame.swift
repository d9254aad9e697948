/// A whole screen as a value: cells, cursor, title and theme.
public struct Frame: Equatable, Sendable {
  /// A position in the frame, counted from 0.
  public struct Position: Hashable, Sendable {
    /// The column.
    public var column: Int
    /// The row.
    public var row: Int

    /// Makes a position.
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// The size of the frame.
  public let size: Size
  /// The cells, row by row.
  public internal(set) var cells: [Cell]
  /// Where the terminal's cursor stands; on the selected row where nothing is edited.
  public var cursor: Position?
  /// Whether the cursor is shown; a hidden one still moves, for screen readers.
  public var cursorVisible = false
  /// The window title; nil leaves it alone.
  public var title: String?
  /// Whether mouse presses are reported.
  public var mouse = false
  /// The colours to draw with.
  public var theme: Theme
  /// Counts the bells asked for so far; the screen rings when it grows.
  public var bells = 0

  /// Makes an empty frame.
  public init(size: Size, theme: Theme) {
    self.size = size
    self.theme = theme
    self.cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a position; outside the frame a blank, and setting there is ignored.
  ///
  /// Setting one half of a wide character to something else blanks its other half.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      guard contains(column, row) else { return .blank }
      return cells[row * size.columns + column]
    }
    set {
      guard contains(column, row) else { return }
      let index = row * size.columns + column
      let former = cells[index].width
      cells[index] = newValue
      if former != 1, former != newValue.width { blankOtherHalf(of: former, column, row) }
    }
  }

  /// Whether a row holds the same cells as that of another frame of the same size.
  public func agrees(with other: Frame, inRow row: Int) -> Bool {
    let range = row * size.columns..<(row + 1) * size.columns
    return cells[range] == other.cells[range]
  }

  private mutating func blankOtherHalf(of former: UInt8, _ column: Int, _ row: Int) {
    let other = former == 2 ? column + 1 : column - 1
    guard contains(other, row) else { return }
    let index = row * size.columns + other
    guard cells[index].width == (former == 2 ? 0 : 2) else { return }
    cells[index] = Cell(" ", style: cells[index].style)
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && row >= 0 && column < size.columns && row < size.rows
  }
}
