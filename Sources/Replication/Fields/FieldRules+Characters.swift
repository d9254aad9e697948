extension FieldRules {
  /// Whether a scalar may stand in a name: digits, a–z, A–Z, `_`, `-` and the ideographs of the vendor's API (S38).
  public static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "a"..."z", "A"..."Z", "_", "-": true
    case "\u{4E00}"..."\u{9FA5}", "\u{F900}"..."\u{FA2D}": true
    default: false
    }
  }

  /// Whether a scalar may stand in the id of a region.
  public static func isRegionCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "a"..."z", "-": true
    default: false
    }
  }

  /// Whether a scalar may stand in a snapshot's name (S45): no controls, no line ends, nothing that turns text round.
  public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    // The joiners shape words and pictures of several scalars; other format characters are invisible or reorder text.
    case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
    default: true
    }
  }

  /// Whether a snapshot's name is empty or only blanks, which means the default (S45).
  public static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.generalCategory == .spaceSeparator }
  }
}
