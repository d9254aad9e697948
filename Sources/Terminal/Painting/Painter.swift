import Canvas

/// Turns the difference of two screens into bytes, in as few as it can.
struct Painter {
  let dialect: Dialect
  let encode: (UInt32, inout [UInt8]) -> Void

  /// Where the cursor stands on a screen.
  typealias Position = (column: Int, row: Int)

  /// The bytes that bring a terminal from one screen and cursor to another; the pen is plain before and after.
  ///
  /// - Parameter rows: Those that may differ, in order; the others are not looked at.
  func bytes(
    from former: GlyphGrid, to wanted: GlyphGrid, rows: [Int], cursor: (from: Position, to: Position),
    colours: ColourCodes
  ) -> [UInt8] {
    guard dialect.scrolls, let (scroll, gain) = Scroll.best(from: former, to: wanted, rows: rows) else {
      return paint(rows, from: former, to: wanted, cursor: cursor, colours: colours, scroll: nil)
    }
    let moved = rows.filter { $0 < scroll.top } + (scroll.top...scroll.bottom) + rows.filter { $0 > scroll.bottom }
    let scrolled = paint(moved, from: former, to: wanted, cursor: cursor, colours: colours, scroll: scroll)
    // A cell takes a byte at least, and the rows that come in are few; only a small gain has to be proved by painting
    // without the scroll as well.
    if gain > 3 * wanted.size.columns { return scrolled }
    let plain = paint(rows, from: former, to: wanted, cursor: cursor, colours: colours, scroll: nil)
    return scrolled.count < plain.count ? scrolled : plain
  }

  private func paint(
    _ rows: [Int], from former: GlyphGrid, to wanted: GlyphGrid, cursor: (from: Position, to: Position),
    colours: ColourCodes, scroll: Scroll?
  ) -> [UInt8] {
    var former = former
    var brush = Brush(
      dialect: dialect, columns: wanted.size.columns, colours: colours, at: cursor.from, encode: encode)
    if let scroll {
      brush.scroll(top: scroll.top, bottom: scroll.bottom, by: scroll.count)
      former.scroll(scroll)
    }
    for row in rows { paint(row, from: former, to: wanted, with: &brush) }
    brush.take(.plain)
    brush.move(column: cursor.to.column, row: cursor.to.row)
    return brush.bytes
  }

  private func paint(_ row: Int, from former: GlyphGrid, to wanted: GlyphGrid, with brush: inout Brush) {
    let columns = wanted.size.columns
    func differs(_ column: Int) -> Bool { !wanted[column, row].looksLike(former[column, row]) }
    guard let last = (0..<columns).last(where: differs) else { return }
    var column = 0
    while column <= last {
      guard differs(column) else {
        column += 1
        continue
      }
      // A wide character is written whole.
      if wanted[column, row].width == 0, column > 0 { column -= 1 }
      approach(column, row, wanted, &brush)
      let blanks = Self.blanks(at: column, upTo: last, row, wanted)
      if erase(blanks, column, row, wanted, &brush) {
        column += blanks
      } else {
        let glyph = wanted[column, row]
        brush.write(glyph)
        column += max(1, Int(glyph.width))
      }
    }
  }

  /// Moves to a column, over a few cells that stay by writing them again where that costs no more.
  private func approach(_ column: Int, _ row: Int, _ wanted: GlyphGrid, _ brush: inout Brush) {
    if let gap = brush.columnsTo(column, row: row), (1...4).contains(gap) {
      let between = (column - gap..<column).map { wanted[$0, row] }
      if between.allSatisfy({ $0.width == 1 && $0.mark == 0 && $0.scalar < 0x7F && brush.suits($0) }) {
        for glyph in between { brush.write(glyph) }
        return
      }
    }
    brush.move(column: column, row: row)
  }

  /// How many blanks of one background begin here.
  private static func blanks(at column: Int, upTo last: Int, _ row: Int, _ wanted: GlyphGrid) -> Int {
    let first = wanted[column, row]
    guard first.isBlank else { return 0 }
    var end = column
    while end <= last, wanted[end, row].isBlank, wanted[end, row].pen.background == first.pen.background { end += 1 }
    return end - column
  }

  /// Clears blanks where that is shorter than writing them; what is cleared to the end must be blank there.
  private func erase(_ blanks: Int, _ column: Int, _ row: Int, _ wanted: GlyphGrid, _ brush: inout Brush) -> Bool {
    guard blanks > 3 else { return false }
    let background = wanted[column, row].pen.background
    let rest = (column..<wanted.size.columns).allSatisfy {
      wanted[$0, row].isBlank && wanted[$0, row].pen.background == background
    }
    if rest { return brush.erase(blanks, background: background, toEnd: true) }
    // The cursor stays where clearing began and has to be moved on.
    return blanks > 8 && brush.erase(blanks, background: background, toEnd: false)
  }
}
