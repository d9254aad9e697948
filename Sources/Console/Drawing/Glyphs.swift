internal import Canvas

/// The console's own characters, in Unicode or ASCII.
struct Glyphs: Sendable {
  let set: GlyphSet

  init(_ set: GlyphSet) { self.set = set }

  private func pick(_ unicode: String, _ ascii: String) -> String { set == .unicode ? unicode : ascii }

  var horizontal: String { pick("─", "-") }
  var vertical: String { pick("│", "|") }
  var teeDown: String { pick("┬", "+") }
  var teeUp: String { pick("┴", "+") }
  var topLeft: String { pick("┌", "+") }
  var topRight: String { pick("┐", "+") }
  var bottomLeft: String { pick("└", "+") }
  var bottomRight: String { pick("┘", "+") }
  /// Stands before the selected row.
  var cursor: String { pick("▌", ">") }
  /// Stands before a marked row.
  var marked: String { pick("◆", "+") }
  /// Separates the steps of the header, and points at the open service.
  var step: String { pick("▸", ">") }
  var ellipsis: String { pick("…", "~") }
  var ascending: String { pick("↑", "^") }
  var descending: String { pick("↓", "v") }
  var arrow: String { pick("→", "->") }
  var chooserLeft: String { pick("‹", "<") }
  var chooserRight: String { pick("›", ">") }
  var copying: String { pick("⇄", "<>") }
  var locked: String { pick("⇄", "<>") }
  /// Around the cell under the cursor.
  var cellLeft: String { "[" }
  var cellRight: String { "]" }
  var tabLeft: String { pick("▐", "[") }
  var tabRight: String { pick("▌", "]") }
  var more: String { pick("⋮", ":") }
  var times: String { pick("–", "-") }

  // How a backup stands in a region.
  var verified: String { pick("●", "*") }
  var inFlight: String { pick("◐", "~") }
  var none: String { pick("○", ".") }
  var failed: String { pick("✗", "x") }
  var notEligible: String { pick("⊘", "/") }
  var notYet: String { pick("–", "-") }
  var older: String { pick("◎", "o") }
  var original: String { pick("■", "#") }

  /// The text as this glyph set can show it: typographic signs have plain forms, the rest becomes question marks.
  func plain(_ text: String) -> String {
    set == .unicode ? text : Display.plain(text)
  }

  /// Rates as heights, one column each: blank where nothing is known, a dot or stroke for none at all.
  func graph(_ rates: [Double?], ceiling: Double) -> String {
    let levels = set == .unicode ? Self.blocks : Self.strokes
    return String(
      rates.map { rate -> Character in
        guard let rate, rate.isFinite else { return " " }
        guard rate > 0, ceiling > 0 else { return set == .unicode ? "·" : "_" }
        let level = Int((min(rate / ceiling, 1) * Double(levels.count)).rounded(.up))
        return levels[min(max(1, level), levels.count) - 1]
      })
  }

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let strokes: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

  /// A bar of some columns, filled to a fraction: the done part and the rest.
  func bar(_ fraction: Double, columns: Int) -> (done: String, rest: String) {
    let fraction = min(max(0, fraction), 1)
    guard set == .unicode else {
      let full = Int(fraction * Double(columns))
      return (String(repeating: "#", count: full), String(repeating: ".", count: columns - full))
    }
    let halves = Int(fraction * Double(columns * 2))
    let full = halves / 2
    let half = halves % 2
    return (
      String(repeating: "█", count: full) + (half == 1 ? "▌" : ""), String(repeating: "·", count: columns - full - half)
    )
  }
}
