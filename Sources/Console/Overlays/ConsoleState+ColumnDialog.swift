internal import Canvas
internal import Replication

extension ConsoleState {
  /// Opens the dialog of columns.
  mutating func openColumns() {
    guard let list = ListName(rawValue: tab.rawValue) else { return }
    overlays.append(.columns(columnDialog(list, chosen: setup.preferences.columns[list])))
  }

  private func columnDialog(_ list: ListName, chosen: [ColumnID]?) -> ColumnDialog {
    ColumnDialog(list, chosen: chosen, visible: visibleColumns)
  }

  private var visibleColumns: Set<ColumnID> { Set(columns(width: Layout(self).content.columns - 3).map(\.id)) }

  mutating func press(_ action: Action?, in pressed: ColumnDialog) {
    var dialog = pressed
    switch action {
    case .up: dialog.cursor = max(0, dialog.cursor - 1)
    case .down: dialog.cursor = min(dialog.cursor + 1, dialog.entries.count - 1)
    case .toggleColumn: if !dialog.toggle() { sayNo("The name stays: it says which row is which.") }
    case .columnEarlier: dialog.move(by: -1)
    case .columnLater: dialog.move(by: 1)
    case .allColumns:
      setup.preferences.columns[dialog.list] = nil
      let fresh = columnDialog(dialog.list, chosen: nil)
      (dialog.entries, dialog.isChoice) = (fresh.entries, false)
    case .choose:
      overlays.removeLast()
      return dialog.chosen == dialog.before ? () : settle(.columns(dialog.list, dialog.chosen))
    case .cancel: return closeOverlay()
    default: return
    }
    setup.preferences.columns[dialog.list] = dialog.chosen
    replaceOverlay(.columns(dialog))
  }

  /// Takes what the operator settled and has it kept.
  mutating func settle(_ change: PreferenceChange) {
    setup.preferences.take(change)
    outbox.append(.remember(change))
  }

  func draw(_ dialog: ColumnDialog, _ sheet: inout Sheet) {
    let labels = dialog.entries.map { $0.id.rawValue.utf8.count }.max() ?? 0
    let notes = dialog.entries.map { $0.id.words.utf8.count }.max() ?? 0
    let columns = min(max(68, labels + notes + 24), setup.size.columns - 2)
    let area = Layout.middle(setup.size, columns: columns, rows: dialog.entries.count + 4)
    let inside = sheet.box(area, title: "Columns of \(tab.label)")
    let height = max(1, inside.rows - 2)
    let top = min(max(0, dialog.cursor - height + 1), max(0, dialog.entries.count - height))
    let visible = visibleColumns
    for (line, entry) in dialog.entries.dropFirst(top).prefix(height).enumerated() {
      let row = inside.row + line
      let right = inside.column + inside.columns
      sheet.put(entry.isShown ? "[x]" : "[ ]", inside.column + 1, row, width: 3, entry.isShown ? .accent : .dim)
      sheet.put(entry.id.rawValue, inside.column + 5, row, width: labels, entry.isShown ? .text : .dim)
      let note = inside.column + 7 + labels
      sheet.put(entry.id.words, note, row, width: right - note - 14, .dim)
      let isCut = entry.isShown && !visible.contains(entry.id) && (entry.id != .region || scope.region == nil)
      if isCut { sheet.put("no room here", right - 12, row, width: 12, .warning) }
      if top + line == dialog.cursor {
        let start = inside.column - 1
        sheet.select(Rect(column: start, row: row, columns: inside.columns + 2, rows: 1), marker: start)
        sheet.frame.cursor = .init(column: start, row: row)
      }
    }
    drawKeys(of: .columns, &sheet, inside.column, inside.row + inside.rows - 1, width: inside.columns)
  }
}
