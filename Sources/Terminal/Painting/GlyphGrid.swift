import Canvas

/// What the whole terminal shows.
struct GlyphGrid: Equatable {
  let size: Size
  private(set) var glyphs: [Glyph]

  /// An empty screen.
  init(size: Size) {
    self.size = size
    glyphs = Array(repeating: Glyph(), count: size.columns * size.rows)
  }

  subscript(column: Int, row: Int) -> Glyph {
    get { glyphs[row * size.columns + column] }
    set { glyphs[row * size.columns + column] = newValue }
  }

  /// The columns of a row in which two screens look different.
  func differences(_ row: Int, from other: GlyphGrid, at otherRow: Int) -> Int {
    var count = 0
    let (start, otherStart) = (row * size.columns, otherRow * size.columns)
    for column in 0..<size.columns where !glyphs[start + column].looksLike(other.glyphs[otherStart + column]) {
      count += 1
    }
    return count
  }

  /// Whether the right halves of a row of this and of a row of another screen look the same.
  func endsAlike(_ row: Int, _ other: GlyphGrid, at otherRow: Int) -> Bool {
    let columns = size.columns
    return (columns / 2..<columns).allSatisfy { self[$0, row].looksLike(other[$0, otherRow]) }
  }

  /// Moves rows as a terminal scrolls them.
  mutating func scroll(_ scroll: Scroll) {
    let count = min(abs(scroll.count), scroll.bottom - scroll.top + 1) * size.columns
    let band = scroll.top * size.columns..<(scroll.bottom + 1) * size.columns
    let blanks = repeatElement(Glyph(), count: count)
    if scroll.count > 0 {
      glyphs.replaceSubrange(band, with: Array(glyphs[band].dropFirst(count)) + blanks)
    } else {
      glyphs.replaceSubrange(band, with: Array(blanks) + glyphs[band].dropLast(count))
    }
  }
}
