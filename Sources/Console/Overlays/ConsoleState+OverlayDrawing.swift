internal import Canvas
internal import Replication

extension ConsoleState {
  /// Draws one overlay.
  func draw(_ overlay: Overlay, _ sheet: inout Sheet) {
    switch overlay {
    case .chooser(let chooser): draw(chooser, &sheet)
    case .question(let question): draw(question, &sheet)
    case .text(let box): draw(box, &sheet)
    case .form(let form): draw(form, &sheet)
    case .columns(let dialog): draw(dialog, &sheet)
    case .policies(let board): draw(board, &sheet)
    }
  }

  private func draw(_ chooser: Chooser, _ sheet: inout Sheet) {
    let shown = chooser.visible
    let labels = max(16, chooser.rows.map { Display.width(of: $0.label) + $0.indent }.max() ?? 0)
    // Width and height follow all rows, so that the box stands still while the filter is typed.
    let notes = chooser.rows.map { Display.width(of: $0.reason ?? $0.note) }.max() ?? 0
    let figures = Self.figureWidths(chooser)
    let keys = (chooser.rows.contains { $0.key != nil } ? 8 : 1) + figures.reduce(0) { $0 + $1 + 2 }
    let width = min(max(44, min(112, labels + notes + keys + 7)), setup.size.columns - 2)
    // A reason that does not fit beside its row is said whole at the foot while the cursor is on it.
    let lines = footLines(chooser, columns: width - 6, room: width - 4 - labels - 3 - keys)
    let area = Layout.middle(
      setup.size, columns: width,
      rows: max(1, chooser.rows.count + (chooser.isLoading ? 1 : 0)) + (chooser.filters ? 4 : 2)
        + (lines > 0 ? lines + 1 : 0))
    let inside = sheet.box(area, title: chooser.title)
    var row = inside.row
    if chooser.filters {
      drawQuery(chooser.query, completion: chooser.completion, &sheet, inside, row)
      drawFigures(chooser.heads, figures, .columnHeader, &sheet, inside, row + 1)
      row += 2
    }
    // On a small screen the foot takes its lines only while it is needed.
    let explanation = chooser.current.flatMap { cut($0, of: chooser, room: inside.columns - labels - 3 - keys) }
    let foot = lines > 0 && (setup.size.rows >= 20 || explanation != nil) ? lines + 1 : 0
    let height = max(1, inside.row + inside.rows - row - foot)
    if shown.isEmpty || chooser.isLoading {
      let words = chooser.isLoading ? "Reading the catalog…" : chooser.emptyText
      sheet.put(
        words, inside.column + 1, row + min(shown.count, height - 1), width: inside.columns - 1, .dim)
    }
    let top = min(max(0, chooser.cursor - height + 1), max(0, shown.count - height))
    for (line, entry) in shown.dropFirst(top).prefix(height).enumerated() {
      // Before the row, which is selected over them.
      drawFigures(entry.figures, figures, .dim, &sheet, inside, row + line)
      draw(entry, labels, keys, &sheet, inside, row + line, isCurrent: top + line == chooser.cursor)
    }
    let edge = inside.column + inside.columns
    if top > 0 { sheet.put(sheet.glyphs.ascending, edge, row, width: 1, .accent) }
    if top + height < shown.count { sheet.put(sheet.glyphs.descending, edge, row + height - 1, width: 1, .accent) }
    if let explanation {
      let isReason = (chooser.current?.reason ?? chooser.current?.remark) != nil
      drawFoot(explanation, isReason ? .warning : .dim, lines, &sheet, inside)
    }
  }

  /// The lines that the longest reason takes at the foot of a chooser; none where all fit beside their rows.
  private func footLines(_ chooser: Chooser, columns: Int, room: Int) -> Int {
    let cut = chooser.rows.compactMap { self.cut($0, of: chooser, room: room) }
    let longest = cut.map { Sheet.wrap($0, columns: columns).count }.max() ?? 0
    return longest == 0 ? 0 : min(max(2, longest), setup.size.rows < 20 ? 2 : 5)
  }

  /// The columns that the figures of a chooser take.
  private static func figureWidths(_ chooser: Chooser) -> [Int] {
    chooser.heads.enumerated().map { index, head in
      let figures = chooser.rows.map { $0.figures.indices.contains(index) ? $0.figures[index].utf8.count : 0 }
      return max(head.utf8.count, figures.max() ?? 0)
    }
  }

  private func drawFigures(
    _ figures: [String], _ widths: [Int], _ role: Role, _ sheet: inout Sheet, _ inside: Rect, _ row: Int
  ) {
    var column = inside.column + inside.columns - widths.reduce(0) { $0 + $1 + 2 }
    for (figure, width) in zip(figures, widths) {
      sheet.put(figure, column + 1, row, width: width, role, right: true)
      column += width + 2
    }
  }

  /// The line that is typed into to find something, with what it can be completed to.
  private func drawQuery(
    _ query: TextField, completion: String?, _ sheet: inout Sheet, _ inside: Rect, _ row: Int
  ) {
    sheet.put("/", inside.column, row, width: 1, .accent)
    drawField(
      query, &sheet, column: inside.column + 2, row: row, width: inside.columns - 2, isFocused: true,
      placeholder: "type to find")
    guard let completion, query.cursor == query.characters.count else { return }
    let rest = String(completion.dropFirst(query.characters.count))
    let start = inside.column + 2 + Display.width(of: query.text)
    sheet.put(rest, start, row, width: inside.column + inside.columns - start, .placeholder)
  }

  /// What is said whole at the foot while the cursor is on a row, because it does not fit beside it: a reason, a remark,
  /// and what a command does.
  private func cut(_ row: ChooserRow, of chooser: Chooser, room: Int) -> String? {
    if let reason = row.reason, Display.width(of: reason) > room { return reason }
    if let remark = row.remark { return row.reason ?? remark }
    return chooser.purpose == .palette && row.reason == nil && Display.width(of: row.note) > room ? row.note : nil
  }

  private func drawFoot(_ words: String, _ role: Role, _ lines: Int, _ sheet: inout Sheet, _ inside: Rect) {
    for (line, text) in Sheet.wrap(words, columns: inside.columns - 2).prefix(lines).enumerated() {
      let row = inside.row + inside.rows - lines + line
      if line == 0, role == .warning { sheet.put("!", inside.column, row, width: 1, role) }
      sheet.put(text, inside.column + 2, row, width: inside.columns - 2, role)
    }
  }

  private func draw(
    _ entry: ChooserRow, _ labels: Int, _ keys: Int, _ sheet: inout Sheet, _ inside: Rect, _ row: Int, isCurrent: Bool
  ) {
    let role: Role = entry.isHeading ? .columnHeader : entry.reason != nil ? .disabled : .text
    let right = inside.column + inside.columns
    let key = entry.key.map { KeyTable.name(of: $0, glyphs: setup.glyphs) } ?? ""
    let start = inside.column + 1 + entry.indent
    sheet.put(entry.label, start, row, width: min(labels, right - start - 1), role)
    let noteColumn = inside.column + labels + 3
    let note = entry.reason ?? entry.note
    sheet.put(
      note, noteColumn, row, width: right - noteColumn - keys,
      entry.reason != nil ? .disabled : entry.remark != nil ? .warning : .dim)
    sheet.put(key, right - 7, row, width: 6, .keyName, right: true)
    guard isCurrent else { return }
    sheet.select(
      Rect(column: inside.column - 1, row: row, columns: inside.columns + 2, rows: 1), marker: inside.column - 1)
    // Where a filter is typed the cursor stays in it.
    if !sheet.frame.cursorVisible { sheet.frame.cursor = .init(column: inside.column - 1, row: row) }
  }

  private func draw(_ question: Question, _ sheet: inout Sheet) {
    let columns = min(question.lines.count > 3 ? 76 : 64, setup.size.columns - 4)
    let lines = question.lines.flatMap { $0.wrapped(columns: columns - 4, labels: Self.labels(question.lines)) }
    let extra = question.typed == nil ? 0 : 3
    let area = Layout.middle(setup.size, columns: columns, rows: lines.count + extra + 6)
    let inside = sheet.box(area, title: question.title)
    let height = max(1, inside.rows - extra - 4)
    let scroll = min(question.scroll, max(0, lines.count - height))
    for (line, text) in lines.dropFirst(scroll).prefix(height).enumerated() {
      draw(text, labels: Self.labels(question.lines), &sheet, inside, inside.row + 1 + line)
    }
    if lines.count - scroll > height {
      sheet.put("+\(lines.count - scroll - height) more", inside.column, inside.row + height + 1, width: 12, .dim)
    }
    if let typed = question.typed {
      let row = inside.row + inside.rows - 5
      sheet.put("[", inside.column, row, width: 1, .dim)
      drawField(
        typed.field, &sheet, column: inside.column + 2, row: row, width: inside.columns - 4, isFocused: true,
        placeholder: "")
      sheet.put("]", inside.column + inside.columns - 1, row, width: 1, .dim)
      if !typed.problem.isEmpty {
        sheet.put("! " + typed.problem, inside.column, row + 1, width: inside.columns, .error)
      }
    }
    drawButtons(question.buttons.map(\.label), focused: question.focused, &sheet, inside, inside.row + inside.rows - 2)
    drawKeys(of: .question, &sheet, inside.column, inside.row + inside.rows - 1, width: inside.columns)
  }

  /// Draws buttons at the right; the focused one also carries a mark.
  func drawButtons(_ labels: [String], focused: Int?, _ sheet: inout Sheet, _ inside: Rect, _ row: Int) {
    let widths = labels.map { Display.width(of: $0) + 6 }
    var column = inside.column + inside.columns - widths.reduce(0, +)
    for (index, label) in labels.enumerated() {
      let isFocused = index == focused
      sheet.put(isFocused ? sheet.glyphs.step : " ", column + 1, row, width: 1, .accent)
      sheet.put("[ \(label) ]", column + 2, row, width: widths[index] - 2, isFocused ? .buttonFocused : .button)
      if isFocused, !sheet.frame.cursorVisible { sheet.frame.cursor = .init(column: column + 2, row: row) }
      column += widths[index]
    }
  }

  private func draw(_ box: TextBox, _ sheet: inout Sheet) {
    let area = Layout.area(of: box, in: setup.size)
    let inside = sheet.box(area, title: box.title)
    let lines = box.drawn(columns: inside.columns)
    let labels = box.labels(columns: inside.columns)
    if let query = box.query { drawQuery(query, completion: nil, &sheet, inside, inside.row) }
    let height = inside.rows - 2 - box.head
    let scroll = min(box.scroll, max(0, lines.count - height))
    if lines.isEmpty {
      sheet.put("Nothing matches.", inside.column, inside.row + box.head, width: inside.columns, .dim)
    }
    for (line, text) in lines.dropFirst(scroll).prefix(height).enumerated() {
      draw(text, labels: labels, &sheet, inside, inside.row + box.head + line)
    }
    let hidden = lines.count - scroll - height
    let words = hidden > 0 ? "\(hidden) more lines   " : ""
    sheet.put(words, inside.column, inside.row + inside.rows - 1, width: 20, .dim)
    drawKeys(
      of: .text, &sheet, inside.column + words.utf8.count, inside.row + inside.rows - 1, width: inside.columns - 20)
  }

  private func draw(_ line: TextLine, labels: Int, _ sheet: inout Sheet, _ inside: Rect, _ row: Int) {
    if labels == 0 || line.isHeading {
      sheet.put(line.text, inside.column, row, width: inside.columns, line.role)
    } else {
      sheet.put(line.label, inside.column, row, width: labels, .accent)
      sheet.put(line.text, inside.column + labels + 2, row, width: inside.columns - labels - 2, line.role)
    }
  }

  static func labels(_ lines: [TextLine]) -> Int { min(20, lines.map { Display.width(of: $0.label) }.max() ?? 0) }
}

extension TextLine {
  /// Whether it stands over the lines beneath it, across both columns.
  var isHeading: Bool { label.isEmpty && (role == .title || role == .strong) }

  /// The line broken to some columns; what follows the first has no label.
  func wrapped(columns: Int, labels: Int) -> [TextLine] {
    let room = labels == 0 || isHeading ? columns : columns - labels - 2
    return Sheet.wrap(text, columns: room).enumerated().map { index, part in
      TextLine(part, label: index == 0 ? label : "", role: role, link: link)
    }
  }
}
