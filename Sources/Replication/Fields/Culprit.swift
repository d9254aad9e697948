/// The first character that may not stand in a text.
struct Culprit {
  /// The scalar.
  let scalar: Unicode.Scalar
  /// Where it stands, counted from 1 in Unicode scalars.
  let position: Int

  /// Looks for the first scalar that is not allowed; nil if all are.
  init?(in text: String, allowed: (Unicode.Scalar) -> Bool) {
    for (offset, scalar) in text.unicodeScalars.enumerated() where !allowed(scalar) {
      (self.scalar, position) = (scalar, offset + 1)
      return
    }
    return nil
  }

  /// How a sentence names it without showing anything invisible or harmful.
  var label: String {
    switch scalar {
    case " ": return "a space"
    case "\t": return "a tab"
    case "\n", "\r": return "a line end"
    default: break
    }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    guard FieldRules.isPrintable(scalar), !scalar.properties.isWhitespace else { return code }
    return scalar.isASCII ? "“\(scalar)”" : "“\(scalar)” (\(code))"
  }
}
