/// Turns any text into harmless cells and measures it in columns.
///
/// Names come from clouds and files and may hold anything. What becomes of it:
/// - control characters (C0 and DEL) are shown as their control pictures, U+2400 and up: `␛` for an escape;
/// - C1 controls, format characters (bidirectional overrides and marks, zero-width space, byte order mark, tags),
///   line separators, private use and unassigned scalars are each shown as U+FFFD, one column;
/// - joiners, variation selectors and skin tones only change the shape of a neighbour; after a scalar beyond ASCII they
///   are dropped, after ASCII, where nobody needs them, they are shown as U+FFFD;
/// - a combining mark stays on its base, one a cell, after canonical composition; further marks are dropped; a mark
///   without a base gets U+25CC;
/// - right-to-left letters are shown in the order in which they are stored; nothing here turns columns round;
/// - wide characters take two columns, those of ambiguous width one, as in glibc's and so in curses' reckoning.
public enum Display {
  /// The cells of a text, one for each character shown; a wide one has width 2 and no cell for its right half.
  public static func cells(of text: String, style: Style = .text) -> [Cell] {
    if isPlain(text) {
      return text.utf8.map { Cell(Unicode.Scalar($0), style: style) }
    }
    var cells: [Cell] = []
    cells.reserveCapacity(text.utf8.count)
    forEachCell(of: text, style: style) { cell in
      cells.append(cell)
      return true
    }
    return cells
  }

  /// Columns the text takes on a screen once made harmless.
  public static func width(of text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    var width = 0
    forEachCell(of: text, style: .text) { cell in
      width += Int(cell.width)
      return true
    }
    return width
  }

  /// The text made harmless, for output outside a frame; it is one line, and making it harmless again changes nothing.
  ///
  /// With ASCII glyphs everything beyond ASCII becomes a question mark a column.
  public static func sanitised(_ text: String, glyphs: GlyphSet = .unicode) -> String {
    isPlain(text) ? text : string(cells(of: text), glyphs: glyphs)
  }

  /// The harmless text in at most so many columns; where something had to go it ends in `…`, or `~` in ASCII.
  public static func clip(_ text: String, columns: Int, glyphs: GlyphSet = .unicode) -> String {
    guard columns > 0 else { return "" }
    if isPlain(text), text.utf8.count <= columns { return text }
    let cells = cells(of: text)
    if cells.reduce(0, { $0 + Int($1.width) }) <= columns { return string(cells, glyphs: glyphs) }
    var kept = 0
    let fitting = cells.prefix { cell in
      kept += Int(cell.width)
      return kept < columns
    }
    return string(fitting, glyphs: glyphs) + (glyphs == .unicode ? "…" : "~")
  }

  private static func string(_ cells: some Sequence<Cell>, glyphs: GlyphSet) -> String {
    var result = String.UnicodeScalarView()
    for cell in cells {
      if glyphs == .ascii, !cell.scalar.isASCII {
        for _ in 0..<cell.width { result.append("?") }
        continue
      }
      result.append(cell.scalar)
      if let mark = cell.mark, glyphs == .unicode { result.append(mark) }
    }
    return String(result)
  }

  /// Whether the text is printable ASCII throughout: nothing to measure, nothing to replace.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
