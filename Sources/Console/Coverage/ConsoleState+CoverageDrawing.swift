internal import Canvas
internal import Replication

extension ConsoleState {
  /// Draws what the matrix has beyond a list: the cursor's cell, whether more regions lie at the sides, what it means.
  func drawCoverage(_ columns: [Column], _ sheet: inout Sheet, _ layout: Layout) {
    let count = coverageRegions.count
    let span = coverageSpan(width: layout.content.columns - 3)
    guard count > 0, !span.shown.isEmpty, columns.count >= span.shown.count else { return }
    let start = layout.rows.column + 3
    let lead = columns.dropLast(span.shown.count).reduce(0) { $0 + $1.width + $1.gap }
    let head = layout.rows.row - 1
    if span.shown.lowerBound > 0 { sheet.put(sheet.glyphs.chooserLeft, start + lead, head, width: 1, .accent) }
    if span.shown.upperBound < count {
      let right = start + lead + span.shown.count * span.cell
      sheet.put(sheet.glyphs.chooserRight, right - 1, head, width: 1, .accent)
    }
    let shown = list
    let line = shown.cursor - shown.top
    guard shown.current != nil, line >= 0, line < layout.rows.rows else { return }
    let position = min(max(0, coverage.column), count - 1) - span.shown.lowerBound
    let area = Rect(
      column: start + lead + position * span.cell, row: layout.rows.row + line, columns: span.cell, rows: 1)
    drawCursor(&sheet, area)
    drawCellSentence(&sheet, layout)
  }

  private func drawCursor(_ sheet: inout Sheet, _ area: Rect) {
    if theme.selection != .row {
      let inside = Rect(column: area.column + 1, row: area.row, columns: area.columns - 2, rows: 1)
      sheet.frame.restyle(inside) { $0.selected = true }
    }
    let style = Style(.accent, selected: theme.selection == .row)
    sheet.frame.put(sheet.glyphs.cellLeft, column: area.column, row: area.row, style: style)
    sheet.frame.put(sheet.glyphs.cellRight, column: area.column + area.columns - 1, row: area.row, style: style)
    if overlays.isEmpty, !onServices, filter == nil {
      sheet.frame.cursor = .init(column: area.column + 1, row: area.row)
    }
  }

  private func drawCellSentence(_ sheet: inout Sheet, _ layout: Layout) {
    let area = layout.content
    let rows = layout.isAiry ? 2 : 1
    let columns = area.columns - 5
    var lines = Sheet.wrap(cellSentence, columns: columns)
    if lines.count > rows { lines[rows - 1] += " " + lines[rows...].joined(separator: " ") }
    for (index, text) in lines.prefix(rows).enumerated() {
      sheet.put(text, area.column + 3, area.row + area.rows - rows + index, width: columns, .dim)
    }
  }
}
