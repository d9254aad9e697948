import Foundation

extension Display {
  /// Visits the cells of a text in order until the visitor returns false.
  static func forEachCell(of text: String, style: Style, _ visit: (Cell) -> Bool) {
    var pending: Cell?
    for scalar in composed(text).unicodeScalars {
      switch Shape(of: scalar) {
      case .columns(let width):
        if let cell = pending, !visit(cell) { return }
        pending = Cell(scalar, width: width, style: style)
      case .standIn(let shown):
        if let cell = pending, !visit(cell) { return }
        pending = Cell(shown, style: style)
      case .mark:
        if pending == nil { pending = Cell(orphanBase, style: style) }
        if pending?.mark == nil { pending?.mark = scalar }
      case .shaping:
        if let base = pending?.scalar, !base.isASCII { continue }
        if let cell = pending, !visit(cell) { return }
        pending = Cell(replacement, style: style)
      }
    }
    if let cell = pending { _ = visit(cell) }
  }

  /// The text with each letter and its marks as one scalar wherever Unicode has one, since a cell holds one mark.
  private static func composed(_ text: String) -> String {
    let marked = text.unicodeScalars.contains { $0.value >= 0x300 && Shape(of: $0) == .mark }
    return marked ? text.precomposedStringWithCanonicalMapping : text
  }

  /// What stands for a scalar that must not be shown.
  static let replacement: Unicode.Scalar = "\u{FFFD}"
  /// What carries a mark that has no base.
  private static let orphanBase: Unicode.Scalar = "\u{25CC}"
}
