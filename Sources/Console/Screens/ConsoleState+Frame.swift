internal import Canvas
internal import Replication

extension ConsoleState {
  /// Draws everything that lies beneath the dialogs.
  func drawFrame(_ sheet: inout Sheet, _ layout: Layout) {
    drawHeader(&sheet)
    sheet.rule(1, columns: setup.size.columns)
    if pane.extent == .enlarged {
      drawPane(&sheet, layout)
    } else {
      if layout.services.columns > 0 { drawServices(&sheet, layout) }
      if let page = pages.last {
        draw(page, &sheet, layout)
      } else {
        drawList(&sheet, layout)
        drawLegend(&sheet, layout)
      }
      if layout.pane.rows > 0 {
        sheet.rule(layout.pane.row - 1, columns: setup.size.columns)
        if layout.services.columns > 0 { join(&sheet, layout, row: layout.pane.row - 1) }
        drawPane(&sheet, layout)
      } else if layout.services.columns > 0 {
        join(&sheet, layout, row: layout.footer - 1)
      }
    }
    if pane.extent == .enlarged || layout.pane.rows > 0 || layout.services.columns == 0 {
      sheet.rule(layout.footer - 1, columns: setup.size.columns)
      drawPaneRest(&sheet, layout)
    }
    drawFooter(&sheet, layout)
  }

  private func join(_ sheet: inout Sheet, _ layout: Layout, row: Int) {
    sheet.rule(row, columns: setup.size.columns)
    sheet.frame.put(sheet.glyphs.teeUp, column: layout.services.columns, row: row, style: Style(.border))
  }

  private func drawHeader(_ sheet: inout Sheet) {
    let width = setup.size.columns
    let steps = [setup.context, regionWords, projectWords].filter { !$0.isEmpty }
    let place = steps.reduce(0) { $0 + Display.width(of: $1) } + (steps.count - 1) * 3
    var right = headerCounts
    // Context, region and project come first (S49): where room is short the rest goes.
    while !right.isEmpty, place + right.reduce(3, { $0 + $1.words.utf8.count + 2 }) > width { right.removeLast() }
    let rightWidth = right.reduce(0) { $0 + $1.words.utf8.count + 2 }
    var left = 1
    if 12 + place + rightWidth + 3 <= width { left += sheet.put("Farshore", 1, 0, width: width - 2, .title) + 3 }
    for (index, step) in steps.enumerated() {
      if index > 0 { left += sheet.put(" \(sheet.glyphs.step) ", left, 0, width: width - left, .dim) }
      left += sheet.put(step, left, 0, width: max(0, width - left - rightWidth), .header)
    }
    if setup.readOnlyReason != nil {
      sheet.put("read-only", left + 2, 0, width: max(0, width - left - rightWidth - 3), .warning)
    }
    var column = width - rightWidth
    let inOrder = right.sorted { $0.place < $1.place }
    for count in inOrder {
      column += sheet.put(count.words, column, 0, width: count.words.utf8.count, count.role) + 2
    }
  }

  /// What stands at the right of the header, the most important first, with its place from left to right.
  private var headerCounts: [(words: String, role: Role, place: Int)] {
    var counts: [(words: String, role: Role, place: Int)] = []
    if let bulk { counts.append(("sending \(bulk.answered)/\(bulk.total)", .accent, -2)) }
    if activity.failed > 0 { counts.append(("\(activity.failed) failed", .statusFailed, 2)) }
    if activity.running > 0 { counts.append(("\(activity.running) running", .accent, 0)) }
    if activity.queued > 0 { counts.append(("\(activity.queued) queued", .accent, 1)) }
    if let age = readingAge { counts.append((age, .dim, -1)) }
    counts.append((Words.clock(now, secondsFromUTC: setup.secondsFromUTC(now)), .dim, 3))
    return counts
  }

  /// The region in the header.
  var regionWords: String { scope.region.map { regionName($0) } ?? "All regions" }

  /// The project in the header.
  var projectWords: String {
    guard let id = scope.region, let region = regions.first(where: { $0.id == id }) else { return "" }
    if let project = scope.project { return region.projects.first { $0.id == project }?.name ?? project }
    return region.projects.count == 1 ? region.projects[0].name : region.projects.isEmpty ? "" : "all projects"
  }

  private func drawServices(_ sheet: inout Sheet, _ layout: Layout) {
    let area = layout.services
    sheet.frame.put(sheet.glyphs.teeDown, column: area.columns, row: 1, style: Style(.border))
    for row in area.row..<(area.row + area.rows) {
      sheet.frame.put(sheet.glyphs.vertical, column: area.columns, row: row, style: Style(.border))
    }
    var row = area.row
    var family: Service?
    for entry in services {
      if entry.family != family {
        if family != nil { row += 1 }
        family = entry.family
        let title = entry.family == .cbr ? "BACKUP & RECOVERY" : "BLOCK STORAGE"
        sheet.put(title, 1, row, width: area.columns - 2, .columnHeader)
        row += 1
      }
      drawService(entry, row, &sheet, area)
      row += 1
    }
  }

  private func drawService(_ entry: ConsoleService, _ row: Int, _ sheet: inout Sheet, _ area: Rect) {
    let isOpen = entry == service
    let isOff = reasonWithout(entry) != nil
    let role: Role = isOff ? .disabled : isOpen ? .serviceActive : .text
    sheet.put(entry.label, 3, row, width: area.columns - 4, role)
    if isOff {
      sheet.put("none", area.columns - 6, row, width: 5, .disabled, right: true)
    } else if let counts {
      sheet.put("\(entry.count(in: counts))", area.columns - 8, row, width: 7, isOpen ? role : .dim, right: true)
    }
    if isOpen {
      sheet.put(sheet.glyphs.step, 1, row, width: 1, .accent)
      if onServices {
        let line = Rect(column: 0, row: row, columns: area.columns, rows: 1)
        sheet.select(line, marker: 0)
        sheet.frame.cursor = .init(column: 0, row: row)
      }
    }
  }

  private func drawFooter(_ sheet: inout Sheet, _ layout: Layout) {
    // Boxes with a line of keys of their own say them there.
    switch overlays.last {
    case .question, .text, .columns: return
    case .form: if setup.size.rows >= 20 { return }
    case .chooser, .policies, nil: break
    }
    drawKeys(
      of: overlays.last?.scope ?? (filter == nil ? frameScope : .filter), &sheet, 1, layout.footer,
      width: setup.size.columns - 2)
  }

  /// The keys that work here and now, from the key table; what does not fit is left to the help.
  func drawKeys(of scope: KeyScope, _ sheet: inout Sheet, _ start: Int, _ row: Int, width: Int) {
    let subjects = someSubjects
    var hints = KeyTable.bindings.filter { binding in
      guard binding.footer != nil, !binding.scope.isDisjoint(with: scope) else { return false }
      if setup.readOnlyReason != nil, binding.isMutation { return false }
      guard !scope.isDisjoint(with: .frame) else { return appliesInDialog(binding.action) }
      // Where a row is there, what it refuses says why; without one there is nothing to say.
      let verdict = verdict(binding.action, of: subjects)
      // On a page Enter is said where the line leads on.
      let isLine = binding.action == .open && !pages.isEmpty
      return subjects.isEmpty || isLine ? verdict == .allowed : verdict != .hidden
    }.sorted { ($0.footer ?? 0) < ($1.footer ?? 0) }
    // Of two meanings of a key only the one it has here is said.
    var said: Set<Key> = []
    hints = hints.filter { said.insert($0.keys[0]).inserted }
    func length(_ hint: Binding) -> Int {
      Display.width(of: KeyTable.name(of: hint.keys[0], glyphs: setup.glyphs)) + 1 + hint.label.utf8.count + 2
    }
    while hints.count > 2, hints.reduce(-2, { $0 + length($1) }) > width {
      let dispensable = hints.lastIndex { ![.help, .back, .quit, .cancel, .submit].contains($0.action) }
      hints.remove(at: dispensable ?? hints.count - 1)
    }
    var column = start
    for hint in hints {
      let name = KeyTable.name(of: hint.keys[0], glyphs: setup.glyphs)
      column += sheet.put(name, column, row, width: start + width - column, .keyName) + 1
      let label = hint.action == .quit && quittingGoesBack ? "Back" : hint.label
      column += sheet.put(label, column, row, width: start + width - column, .keyLabel) + 2
    }
  }

  /// Whether an action of a dialog can do anything there now.
  func appliesInDialog(_ action: Action) -> Bool {
    if action == .lagObjective { return isOnLagBoard }
    guard let form else { return appliesOnBoard(action) }
    if form.sending != nil { return action == .cancel }
    return switch action {
    case .addDestination: form.canAddDestination(regions)
    case .removeDestination: form.destinations.count > 1
    case .fixRefusal: form.preflight.groups.contains { $0.fix != nil }
    case .selectionTable: form.sourceCount > 1
    default: true
    }
  }

  /// The message line: it lies over the footer for a while, upwards where it is long.
  ///
  /// Why a filter cannot be read stands beneath everything else that is said, for as long as it is so.
  func drawNotice(_ sheet: inout Sheet, _ layout: Layout) {
    var row = layout.footer
    if isFilterUnreadable, let filterProblem { row -= draw(Notice(filterProblem, .warning), &sheet, above: row + 1) }
    if let notice { _ = draw(notice, &sheet, above: row + 1) }
  }

  /// Draws a sentence upwards, and says how many lines it took.
  private func draw(_ notice: Notice, _ sheet: inout Sheet, above end: Int) -> Int {
    let width = setup.size.columns
    let wrapped = Sheet.wrap(notice.text, columns: width - 4)
    var lines = Array(wrapped.prefix(3))
    if wrapped.count > lines.count { lines[lines.count - 1] += sheet.glyphs.ellipsis }
    let role: Role = notice.level == .error ? .error : notice.level == .warning ? .warning : .notice
    for (index, line) in lines.enumerated() {
      let row = end - lines.count + index
      sheet.frame.fill(Rect(column: 0, row: row, columns: width, rows: 1))
      if index == 0, notice.level != .note { sheet.put("!", 1, row, width: 1, role) }
      sheet.put(line, notice.level == .note ? 1 : 3, row, width: width - 4, role)
    }
    return lines.count
  }
}
