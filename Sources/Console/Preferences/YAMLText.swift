/// Values as they are written in YAML.
enum YAMLText {
  static func flag(_ flag: Bool) -> String { flag ? "on" : "off" }

  /// Whole numbers without a point.
  static func number(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e9 ? String(Int(number)) : String(number)
  }

  /// A text, quoted where a reader would take it for something else.
  static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
      && text.first?.isLetter == true
      && !["true", "false", "yes", "no", "on", "off", "null"].contains(text.lowercased())
    if isPlain || text.hasPrefix("/") && !text.contains(where: { ":#\"'\\{}[],&*!|>%@`".contains($0) || $0.isNewline })
    {
      return text
    }
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
