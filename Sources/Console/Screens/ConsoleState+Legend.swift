internal import Canvas

extension ConsoleState {
  /// What the marks of the regions mean, on the last line of a list that leaves it free.
  func drawLegend(_ sheet: inout Sheet, _ layout: Layout) {
    let room = layout.content.columns - 3
    guard tab == .backups, list.condition == .ready, list.total > 0, list.total + 2 <= layout.rows.rows,
      columns(width: room).contains(where: { $0.id == .replicas })
    else { return }
    let glyphs = sheet.glyphs
    let marks: [(ReplicaMark, String)] = [
      (.verified, proves ? "verified" : "available"), (.copying, "copying"), (.none, "none"), (.failed, "failed"),
      (.notEligible, "cannot"), (.notYet, "not yet"),
    ]
    let words = marks.map { "\($0.0.glyph(glyphs)) \($0.1)" }.joined(separator: room < 100 ? " " : "   ")
    let text = room < 100 ? words : words + "   (i says why)"
    guard Display.width(of: text) < room else { return }
    let row = layout.rows.row + layout.rows.rows - 1
    sheet.put(text, layout.content.column + 3, row, width: room, .dim)
  }
}
