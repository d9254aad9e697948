/// What one cell of the terminal shows, in the terminal's own terms.
struct Glyph: Equatable {
  /// The character; 0 in the right half of a wide one.
  var scalar: UInt32 = 0x20
  /// A combining mark on it; 0 for none.
  var mark: UInt32 = 0
  /// Columns taken: 1 or 2; 0 for the right half of a wide character.
  var width: UInt8 = 1
  /// How it looks.
  var pen = Pen.plain

  /// Whether nothing but its background is to be seen.
  var isBlank: Bool { scalar == 0x20 && mark == 0 && width == 1 && !pen.marksBlanks }

  /// Whether every terminal agrees on the columns it takes: some draw wide what Unicode calls ambiguous, and the signs
  /// that have a picture.
  var isOfOneWidth: Bool { scalar < 0x1100 || Self.narrow.contains(scalar) }

  /// Signs the console often draws that are of neutral width (UAX #11) and have no picture.
  private static let narrow: Set<UInt32> = [0x2039, 0x203A, 0x2298, 0x22EE, 0x2717]

  /// Whether both look the same: the colour of letters is not seen where there is none.
  func looksLike(_ other: Glyph) -> Bool {
    self == other || (isBlank && other.isBlank && pen.background == other.pen.background)
  }
}
