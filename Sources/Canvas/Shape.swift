/// What one scalar does to the columns of a screen.
enum Shape: Equatable {
  /// It is shown and takes 1 or 2 columns.
  case columns(UInt8)
  /// It must not reach a terminal; this is shown for it.
  case standIn(Unicode.Scalar)
  /// It combines with the character before it.
  case mark
  /// It only changes how its neighbours look: joiners, variation selectors, skin tones.
  case shaping

  /// Classifies a scalar.
  init(of scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2190..<0x231A, 0x2500..<0x25FD:
      self = .columns(1)
    case 0..<0x20: self = .standIn(Unicode.Scalar(0x2400 + value) ?? Display.replacement)
    case 0x7F: self = .standIn("\u{2421}")
    case 0x200C, 0x200D, 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x1F3FB...0x1F3FF:
      self = .shaping
    // Vowels and final consonants of Hangul join the initial consonant before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: self = .mark
    default: self = Shape(ofOther: scalar)
    }
  }

  private init(ofOther scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: self = .mark
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      self = .standIn(Display.replacement)
    default: self = .columns(Self.isWide(scalar) ? 2 : 1)
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x1100 { return false }
    if wide.contains(where: { $0.contains(value) }) { return true }
    // The letters of flags are emoji too, but each takes one column.
    return scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
  }

  /// Blocks of East Asian wide and fullwidth characters; what is unassigned or a mark in them never gets here.
  private static let wide: [ClosedRange<UInt32>] = [
    0x4E00...0xA4C6, 0xAC00...0xD7A3, 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF,
    0xA960...0xA97C, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
