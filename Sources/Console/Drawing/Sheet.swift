internal import Canvas

/// A frame being drawn, with the console's glyphs.
struct Sheet {
  var frame: Frame
  let glyphs: Glyphs

  /// Writes text into a field of some columns, clipped with an ellipsis; returns the columns written.
  @discardableResult
  mutating func put(
    _ text: String, _ column: Int, _ row: Int, width: Int, _ role: Role = .text, right: Bool = false
  ) -> Int {
    guard width > 0 else { return 0 }
    let shown = Display.clip(glyphs.plain(text), columns: width, glyphs: glyphs.set)
    let start = right ? column + width - Display.width(of: shown) : column
    return frame.put(shown, column: start, row: row, limit: width, style: Style(role))
  }

  /// Draws a horizontal line.
  mutating func rule(_ row: Int, from column: Int = 0, columns: Int) {
    let text = String(repeating: glyphs.horizontal, count: max(0, columns))
    frame.put(text, column: column, row: row, style: Style(.border))
  }

  /// Draws an empty box with a title in its upper edge and returns the area inside.
  mutating func box(_ area: Rect, title: String) -> Rect {
    frame.fill(area)
    // What lies beneath has the keys no more, so the terminal's cursor leaves it.
    (frame.cursor, frame.cursorVisible) = (.init(column: area.column + 2, row: area.row + 1), false)
    let right = area.column + area.columns - 1
    let bottom = area.row + area.rows - 1
    rule(area.row, from: area.column + 1, columns: area.columns - 2)
    rule(bottom, from: area.column + 1, columns: area.columns - 2)
    for row in area.row + 1..<max(area.row + 1, bottom) {
      frame.put(glyphs.vertical, column: area.column, row: row, style: Style(.border))
      frame.put(glyphs.vertical, column: right, row: row, style: Style(.border))
    }
    frame.put(glyphs.topLeft, column: area.column, row: area.row, style: Style(.border))
    frame.put(glyphs.topRight, column: right, row: area.row, style: Style(.border))
    frame.put(glyphs.bottomLeft, column: area.column, row: bottom, style: Style(.border))
    frame.put(glyphs.bottomRight, column: right, row: bottom, style: Style(.border))
    let shown = Display.clip(glyphs.plain(title), columns: area.columns - 6, glyphs: glyphs.set)
    frame.put(" \(shown) ", column: area.column + 2, row: area.row, style: Style(.title))
    return Rect(column: area.column + 2, row: area.row + 1, columns: area.columns - 4, rows: area.rows - 2)
  }

  /// Marks a row of a box as the selected one.
  mutating func select(_ area: Rect, marker column: Int) {
    if frame.theme.selection == .row { frame.restyle(area) { $0.selected = true } }
    frame.put(glyphs.cursor, column: column, row: area.row, style: Style(.accent, selected: false))
  }

  /// Breaks text into lines of some columns, at blanks where possible.
  static func wrap(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false).flatMap({ parts(of: $0, columns) }) {
      let extended = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || Display.width(of: extended) <= columns {
        line = extended
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    lines.append(line)
    return lines
  }

  /// A word as it is, or where no line has room for it, such as a path, in pieces that fit.
  private static func parts(of word: Substring, _ columns: Int) -> [Substring] {
    guard word.utf8.count > columns, Display.width(of: String(word)) > columns else { return [word] }
    var parts: [Substring] = []
    var start = word.startIndex
    var used = 0
    for index in word.indices {
      let width = Display.width(of: String(word[index]))
      if used + width > columns, used > 0 {
        parts.append(word[start..<index])
        (start, used) = (index, 0)
      }
      used += width
    }
    return parts + [word[start...]]
  }
}
