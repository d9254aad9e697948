extension Frame {
  /// Writes text that starts at a position and is clipped to `limit` columns; returns the columns used.
  ///
  /// The text is made harmless first: control characters, escapes and format characters become visible stand-ins, so
  /// no name can reach the terminal raw. A wide character that does not fit whole is replaced by a blank.
  @discardableResult
  public mutating func put(_ text: String, column: Int, row: Int, limit: Int = .max, style: Style = .text) -> Int {
    let end = min(size.columns, limit >= size.columns - column ? size.columns : column + max(0, limit))
    var x = column
    if Display.isPlain(text) {
      for byte in text.utf8 {
        if x >= end { break }
        self[x, row] = Cell(Unicode.Scalar(byte), style: style)
        x += 1
      }
      return max(0, x - column)
    }
    Display.forEachCell(of: text, style: style) { cell in
      if x >= end { return false }
      let fits = x >= 0 && x + Int(cell.width) <= end
      if cell.width == 2, !fits {
        for half in x..<min(x + 2, end) { self[half, row] = Cell(" ", style: style) }
        x = min(x + 2, end)
        return true
      }
      self[x, row] = cell
      if cell.width == 2 { self[x + 1, row] = Cell(" ", width: 0, style: style) }
      x += Int(cell.width)
      return true
    }
    return max(0, x - column)
  }

  /// Fills a rectangle with one cell, which must not be a wide one.
  public mutating func fill(_ area: Rect, with cell: Cell = .blank) {
    let area = clipped(area)
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) { self[column, row] = cell }
    }
  }

  /// Changes the style of a rectangle and leaves its characters.
  public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = clipped(area)
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) {
        change(&cells[row * size.columns + column].style)
      }
    }
  }

  /// The part of a rectangle that lies in the frame.
  private func clipped(_ area: Rect) -> Rect {
    let left = min(max(0, area.column), size.columns)
    let top = min(max(0, area.row), size.rows)
    let right = min(area.column.addingReportingOverflow(area.columns).partialValue, size.columns)
    let bottom = min(area.row.addingReportingOverflow(area.rows).partialValue, size.rows)
    return Rect(column: left, row: top, columns: right - left, rows: bottom - top)
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
