/// Turns any text into harmless cells and measures it in columns.
public enum Display {
  // Interim: the full table of widths and stand-ins replaces this.
  static func cells(of text: String, style: Style) -> [Cell] {
    text.unicodeScalars.map { Cell($0.value < 32 ? "?" : $0, style: style) }
  }

  /// Columns the text takes on a screen once made harmless.
  public static func width(of text: String) -> Int { cells(of: text, style: .text).reduce(0) { $0 + Int($1.width) } }
}
