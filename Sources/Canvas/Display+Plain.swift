extension Display {
  /// The text made harmless in ASCII alone: typographic signs get their plain forms, the rest becomes question marks.
  public static func plain(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "…": result += "..."
      case "“", "”": result += "\""
      case "‘", "’": result += "'"
      case "–", "—", "─": result += "-"
      case "→": result += "->"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return sanitised(result, glyphs: .ascii)
  }
}
