extension Frame {
  /// Writes text that starts at a position and is clipped to `limit` columns; returns the columns used.
  ///
  /// The text is made harmless first: control characters, escapes and format characters become visible stand-ins, so
  /// no name can reach the terminal raw. A wide character that does not fit whole is replaced by a blank.
  @discardableResult
  public mutating func put(_ text: String, column: Int, row: Int, limit: Int = .max, style: Style = .text) -> Int {
    let end = min(size.columns, limit == .max ? size.columns : column + max(0, limit))
    var x = column
    for cell in Display.cells(of: text, style: style) {
      let width = Int(cell.width)
      if x + width > end { break }
      self[x, row] = cell
      if width == 2 { self[x + 1, row] = Cell(" ", width: 0, style: style) }
      x += width
    }
    return max(0, x - column)
  }

  /// Fills a rectangle with one cell.
  public mutating func fill(_ area: Rect, with cell: Cell = .blank) {
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) { self[column, row] = cell }
    }
  }

  /// Changes the style of a rectangle and leaves its characters.
  public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) { change(&self[column, row].style) }
    }
  }

  /// The characters of the frame, one line a row, blanks at line ends removed; what golden tests compare.
  public var text: String {
    (0..<size.rows).map { row in
      var line = ""
      for column in 0..<size.columns {
        let cell = self[column, row]
        if cell.width == 0 { continue }
        line.unicodeScalars.append(cell.scalar)
        if let mark = cell.mark { line.unicodeScalars.append(mark) }
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
