internal import Canvas
internal import Replication

extension ConsoleState {
  /// Draws tabs, filter line, column heads and rows.
  func drawList(_ sheet: inout Sheet, _ layout: Layout) {
    let area = layout.content
    drawTabs(&sheet, area)
    let shown = list
    let line = area.row + (layout.isAiry ? 2 : 1)
    drawFilterLine(shown, &sheet, area, line)
    let columns = columns(width: area.columns - 3)
    drawHeads(columns, shown, &sheet, area, line + 1)
    if let words = emptyWords(shown) {
      let lines = words.split(separator: "\n").flatMap { Sheet.wrap(String($0), columns: area.columns - 6) }
      for (index, text) in lines.enumerated() {
        sheet.put(
          text, area.column + 3, layout.rows.row + (layout.isAiry ? 1 : 0) + index, width: area.columns - 6, .dim)
      }
      return
    }
    for line in 0..<layout.rows.rows {
      let index = shown.top + line
      guard index < shown.total else { break }
      guard let row = shown.row(at: index) else {
        sheet.put(sheet.glyphs.ellipsis, area.column + 3, layout.rows.row + line, width: 1, .dim)
        continue
      }
      draw(row, of: shown, columns, &sheet, layout, layout.rows.row + line, isCurrent: index == shown.cursor)
    }
    if tab == .coverage { drawCoverage(columns, &sheet, layout) }
  }

  private func drawTabs(_ sheet: inout Sheet, _ area: Rect) {
    var column = area.column + 1
    if Layout(self).services.columns == 0 {
      column += sheet.put(service.label, column, area.row, width: 12, .serviceActive) + 2
    }
    for tab in shownTabs {
      if tab == self.tab {
        sheet.frame.put(sheet.glyphs.tabLeft, column: column, row: area.row, style: Style(.accent))
        let width = sheet.put(tab.label, column + 1, area.row, width: 20, .tabActive)
        sheet.frame.put(sheet.glyphs.tabRight, column: column + 1 + width, row: area.row, style: Style(.accent))
        column += width + 3
      } else {
        column += sheet.put(tab.label, column + 1, area.row, width: 20, .tab) + 3
      }
    }
    if hasPolicyTab { sheet.put("Policies", column + 1, area.row, width: 20, .tab) }
  }

  private func drawFilterLine(_ shown: RowList, _ sheet: inout Sheet, _ area: Rect, _ row: Int) {
    let glyphs = sheet.glyphs
    let right = area.column + area.columns - 2
    let arrow = shown.listing.descending ? glyphs.descending : glyphs.ascending
    let order = "\(shown.listing.sort.words) \(arrow)"
    let width = Display.width(of: order)
    sheet.put(order, right - width, row, width: width, .dim)
    let isFiltered = !shown.typed.isEmpty
    var words =
      isFiltered ? "\(shown.total)\(shown.isCounted ? "" : "+") of \(shown.unfilteredTotal)" : "\(shown.total)"
    if !shown.marks.isEmpty { words = "\(shown.marks.count) marked   " + words }
    if shown.condition == .loading { words = "" }
    let count = Display.width(of: words)
    sheet.put(words, right - width - 3 - count, row, width: count, .dim)
    let room = max(0, right - width - 5 - count - area.column - 3)
    if let filter {
      let isUnreadable = isFilterUnreadable
      sheet.put(isUnreadable ? "! " : "/ ", area.column + 3, row, width: 2, isUnreadable ? .error : .accent)
      drawField(
        filter, &sheet, column: area.column + 5, row: row, width: room - 2, isFocused: true,
        placeholder: Words.filterExample)
      if let whole = filterCompletion, whole.hasPrefix(filter.text) {
        let rest = whole.dropFirst(filter.characters.count)
        let used = Display.width(of: filter.text)
        sheet.put(String(rest), area.column + 5 + used, row, width: room - 2 - used, .placeholder)
      }
    } else if isFiltered {
      sheet.put("/ " + shown.typed, area.column + 3, row, width: room, .match)
    }
  }

  private func drawHeads(_ columns: [Column], _ shown: RowList, _ sheet: inout Sheet, _ area: Rect, _ row: Int) {
    var x = area.column + 3
    for column in columns {
      let isSort = column.sort != nil && column.sort == shown.listing.sort
      sheet.put(column.title, x, row, width: column.width, isSort ? .accent : .columnHeader, right: column.isRight)
      x += column.width + column.gap
    }
  }

  private func draw(
    _ row: Row, of shown: RowList, _ columns: [Column], _ sheet: inout Sheet, _ layout: Layout, _ line: Int,
    isCurrent: Bool
  ) {
    let start = layout.rows.column
    let isMarked = !shown.marks.isEmpty && shown.marks[row.id] != nil
    if isMarked { sheet.put(sheet.glyphs.marked, start + 1, line, width: 1, .marked) }
    var x = start + 3
    var nameEnd = x
    let lead = Self.lead(of: columns)
    var nameStart = x
    for (index, column) in columns.enumerated() {
      if index == lead { nameStart = x }
      let content = column.content(row)
      let role = isMarked && column.title == "NAME" ? .marked : content.role
      sheet.put(content.text, x, line, width: column.width, role, right: column.isRight)
      x += column.width + column.gap
      if index == lead { nameEnd = x }
    }
    guard isCurrent else { return }
    let area = Rect(column: start, row: line, columns: layout.rows.columns, rows: 1)
    if theme.selection == .name {
      let name = Rect(column: nameStart, row: line, columns: nameEnd - nameStart - 1, rows: 1)
      sheet.frame.restyle(name) { $0.selected = true }
    }
    sheet.select(area, marker: start)
    if overlays.isEmpty, !onServices, filter == nil { sheet.frame.cursor = .init(column: start, row: line) }
  }

  /// What a list without rows says.
  private func emptyWords(_ shown: RowList) -> String? {
    switch shown.condition {
    case .failed(let explanation) where shown.rows.isEmpty: return Self.sentence(explanation)
    case .loading where shown.rows.isEmpty: return "Reading the catalog" + Glyphs(setup.glyphs).ellipsis
    default: break
    }
    guard shown.total == 0 else { return nil }
    if let reason = reasonWithout(service), tab != .tasks, !tab.isExtra { return "\(service.label): \(reason)." }
    if !shown.typed.isEmpty {
      // What is typed is not what the rows were looked for by.
      if isFilterUnreadable { return "Nothing passes “\(shown.typed)”, the last filter that could be read." }
      guard let text = shown.listing.filter.plainText else { return "Nothing here passes the filter. Esc clears it." }
      return nothingContains(shown.typed, text)
    }
    if let words = noRegionWords { return words }
    let here = scope.region == nil ? "yet" : "here yet"
    if isLive, let noun = [.backups: "backups", .vaults: "vaults", .snapshots: "snapshots"][tab] as String? {
      return "The account has no \(noun) here."
    }
    switch tab {
    case .backups:
      let resource = service == .disks ? "disks" : service == .turbo ? "filesystems" : "servers"
      return "No backups \(here). Register with: farshore \(resource) add. Back up with: farshore backups create"
    case .vaults: return "No vaults \(here). m opens the menu; Create Vault makes one."
    case .snapshots:
      return "No snapshots \(here). Register with: farshore disks add. Take one with: farshore snapshots create"
    case .coverage: return "Nothing to cover \(here): this shows which region holds what of every original."
    case .tasks: return "No tasks yet. Replications, copies and checks appear here and stay."
    case .images: return "No images \(here). Create Image in the menu of a server backup or replica makes one."
    case .audit: return "Nothing has been done \(here). Whatever is changed leaves a line, and stays."
    }
  }
}
