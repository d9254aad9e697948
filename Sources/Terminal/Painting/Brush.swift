import Canvas

/// Writes the bytes that paint, in as few as it can: it knows where the cursor stands and which pen is taken.
struct Brush {
  private(set) var bytes: [UInt8] = []
  private let dialect: Dialect
  private let columns: Int
  private let encode: (UInt32, inout [UInt8]) -> Void
  private var pen = Pen.plain
  /// Nil where the column is not known for sure.
  private var position: (column: Int, row: Int)? {
    didSet { if let position { row = position.row } }
  }
  /// The row the cursor surely stands in; nil where only an absolute movement is safe.
  private var row: Int?
  private var colours: ColourCodes

  init(
    dialect: Dialect, columns: Int, colours: ColourCodes, at position: (column: Int, row: Int)?,
    encode: @escaping (UInt32, inout [UInt8]) -> Void
  ) {
    self.dialect = dialect
    self.columns = columns
    self.colours = colours
    self.position = position
    self.row = position?.row
    self.encode = encode
  }

  // MARK: Moving

  /// Moves the cursor.
  mutating func move(column: Int, row: Int) {
    if let position, position == (column, row) { return }
    var best = Self.absolute(column: column, row: row)
    if row == self.row, dialect.namesColumns { best = Self.inRow(column: column) }
    if let position, let relative = relative(from: position, column: column, row: row), relative.count < best.count {
      best = relative
    }
    bytes += best
    position = (column, row)
  }

  private static func inRow(column: Int) -> [UInt8] {
    guard column > 0 else { return [0x0D] }
    var bytes: [UInt8] = [0x1B, 0x5B]
    append(column + 1, to: &bytes)
    bytes.append(UInt8(ascii: "G"))
    return bytes
  }

  private static func absolute(column: Int, row: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1B, 0x5B]
    if row > 0 || column > 0 { append(row + 1, to: &bytes) }
    if column > 0 {
      bytes.append(UInt8(ascii: ";"))
      append(column + 1, to: &bytes)
    }
    bytes.append(UInt8(ascii: "H"))
    return bytes
  }

  private func relative(from start: (column: Int, row: Int), column: Int, row: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    let down = row - start.row
    if down > 0, dialect.feedsDown, down <= 3 {
      bytes += repeatElement(0x0A, count: down)
    } else if down != 0 {
      Self.step(abs(down), UInt8(ascii: down > 0 ? "B" : "A"), to: &bytes)
    }
    let right = column - start.column
    var sideways: [UInt8] = []
    if right < 0, -right <= 3 {
      sideways = Array(repeating: 0x08, count: -right)
    } else if right != 0 {
      Self.step(abs(right), UInt8(ascii: right > 0 ? "C" : "D"), to: &sideways)
    }
    if column < start.column {
      var back: [UInt8] = [0x0D]
      if column > 0 { Self.step(column, UInt8(ascii: "C"), to: &back) }
      if back.count < sideways.count { sideways = back }
    }
    return bytes + sideways
  }

  private static func step(_ count: Int, _ final: UInt8, to bytes: inout [UInt8]) {
    bytes += [0x1B, 0x5B]
    if count > 1 { append(count, to: &bytes) }
    bytes.append(final)
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &bytes) }
    bytes.append(UInt8(0x30 + number % 10))
  }

  // MARK: Writing

  /// Whether the cursor stands in a row, for writing on rather than moving.
  func columnsTo(_ column: Int, row: Int) -> Int? {
    guard let position, position.row == row, position.column <= column else { return nil }
    return column - position.column
  }

  /// Whether a glyph can be written with the pen in hand.
  func suits(_ glyph: Glyph) -> Bool {
    glyph.pen == pen || (glyph.isBlank && !pen.marksBlanks && glyph.pen.background == pen.background)
  }

  /// Writes one glyph where the cursor stands.
  mutating func write(_ glyph: Glyph) {
    take(
      glyph.isBlank && !pen.marksBlanks
        ? Pen(
          foreground: pen.foreground, background: glyph.pen.background,
          attributes: pen.attributes) : glyph.pen)
    encode(glyph.scalar, &bytes)
    if glyph.mark != 0 { encode(glyph.mark, &bytes) }
    guard let start = position else { return }
    let next = start.column + Int(glyph.width)
    // Behind the last column the cursor hangs.
    guard next < columns else {
      (position, row) = (nil, nil)
      return
    }
    position = glyph.isOfOneWidth ? (next, start.row) : nil
  }

  /// Clears so many columns from the cursor on, which stays; false where that cannot be done.
  mutating func erase(_ count: Int, background: Int16, toEnd: Bool) -> Bool {
    guard background < 0 || dialect.erasesInColour, toEnd ? dialect.erasesLine : dialect.erasesCharacters else {
      return false
    }
    take(
      Pen(
        foreground: pen.foreground, background: background,
        attributes: pen.attributes.subtracting([.reverse, .underline])))
    if toEnd {
      bytes += [0x1B, 0x5B, UInt8(ascii: "K")]
    } else {
      Self.step(count, UInt8(ascii: "X"), to: &bytes)
    }
    return true
  }

  /// Takes another pen.
  mutating func take(_ wanted: Pen) {
    if wanted == pen { return }
    bytes += colours.change(from: pen, to: wanted)
    pen = wanted
  }

  // MARK: Scrolling

  /// Moves the lines of some rows up (or down, for a negative count) and leaves blank ones.
  mutating func scroll(top: Int, bottom: Int, by count: Int) {
    take(.plain)
    bytes += [0x1B, 0x5B]
    Self.append(top + 1, to: &bytes)
    bytes.append(UInt8(ascii: ";"))
    Self.append(bottom + 1, to: &bytes)
    bytes.append(UInt8(ascii: "r"))
    // Setting a region sends the cursor home.
    position = (0, 0)
    move(column: 0, row: count > 0 ? bottom : top)
    if count > 0 {
      bytes += repeatElement(0x0A, count: count)
    } else {
      for _ in 0 ..< -count { bytes += [0x1B, UInt8(ascii: "M")] }
    }
    bytes += [0x1B, 0x5B, UInt8(ascii: "r")]
    // It should be home again; pyte leaves the cursor where it was.
    bytes += [0x1B, 0x5B, UInt8(ascii: "H")]
    position = (0, 0)
  }
}
