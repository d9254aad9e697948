internal import Canvas
internal import Replication

extension ConsoleState {
  func draw(_ form: PolicyForm, _ board: PolicyBoard, _ sheet: inout Sheet, _ inside: Rect) {
    let problems = form.shows ? problems(form, board) : []
    var row = inside.row
    for slot in form.slots where slot.rawValue <= PolicySlot.zone.rawValue {
      drawSlot(slot, form, board, &sheet, inside, row)
      row += 1
      if slot == .schedule { row = drawSchedule(form, &sheet, inside, row) }
    }
    if form.operation != .drill { row = drawRetention(form, &sheet, inside, row) }
    if form.slots.contains(.drill) {
      drawShare(form, &sheet, inside, row)
      row += 1
    }
    for slot in [PolicySlot.missed, .enabled] where form.slots.contains(slot) {
      drawSlot(slot, form, board, &sheet, inside, row)
      row += 1
    }
    drawNext(form, &sheet, inside, row)
    drawEnd(form, problems, &sheet, inside, row)
  }

  private func drawShare(_ form: PolicyForm, _ sheet: inout Sheet, _ inside: Rect, _ row: Int) {
    let isFocused = form.focus == .drill
    let isOwn = form.operation == .drill
    drawLabel(.drill, isFocused, &sheet, inside.column, row, width: 13)
    sheet.put("[", inside.column + 14, row, width: 1, .dim)
    drawField(
      form.texts[.drill] ?? TextField(), &sheet, column: inside.column + 16, row: row, width: 5, isFocused: isFocused,
      placeholder: isOwn ? "100" : "none")
    sheet.put("]", inside.column + 22, row, width: 1, .dim)
    let hint = "of \(isOwn ? "each newest copy" : "what each run made") is rebuilt and compared"
    sheet.put(hint, inside.column + 24, row, width: inside.columns - 24, .dim)
  }

  private func drawRetention(_ form: PolicyForm, _ sheet: inout Sheet, _ inside: Rect, _ first: Int) -> Int {
    var row = first
    sheet.put("Keep", inside.column, row, width: 12)
    sheet.put(
      "the union of these; with none, everything", inside.column + 14, row, width: inside.columns - 14, .dim)
    row += 1
    for (index, slot) in PolicySlot.retention.enumerated() {
      drawNumber(slot, form, &sheet, inside.column + 14 + index % 3 * 20, row + index / 3, inside)
    }
    return row + 2
  }

  private func drawSlot(
    _ slot: PolicySlot, _ form: PolicyForm, _ board: PolicyBoard, _ sheet: inout Sheet, _ inside: Rect, _ row: Int
  ) {
    let isFocused = form.focus == slot
    drawLabel(slot, isFocused, &sheet, inside.column, row, width: 13)
    let start = inside.column + 14
    let width = inside.columns - 14
    guard !slot.isText else {
      sheet.put("[", start, row, width: 1, .dim)
      let counter = slot == .name ? 8 : 0
      let field = form.texts[slot] ?? TextField()
      drawField(
        field, &sheet, column: start + 2, row: row, width: width - 4 - counter, isFocused: isFocused,
        placeholder: slot == .schedule ? form.foreignRule ?? "" : "")
      sheet.put("]", start + width - 1 - counter, row, width: 1, .dim)
      if slot == .name {
        sheet.put("\(FieldRules.characterCount(field.text))/64", start + width - 6, row, width: 6, .dim, right: true)
      }
      return
    }
    sheet.put("‹ \(words(slot, form, board)) ›", start, row, width: width, isFocused ? .accent : .text)
    if isFocused { sheet.frame.cursor = .init(column: start + 2, row: row) }
  }

  /// The words before a field, with the mark of the focus as in every dialog.
  private func drawLabel(
    _ slot: PolicySlot, _ isFocused: Bool, _ sheet: inout Sheet, _ column: Int, _ row: Int, width: Int
  ) {
    if isFocused { sheet.put(sheet.glyphs.cursor, column - 1, row, width: 1, .accent) }
    sheet.put(slot.label, column, row, width: width, isFocused ? .accent : .text)
  }

  private func words(_ slot: PolicySlot, _ form: PolicyForm, _ board: PolicyBoard) -> String {
    switch slot {
    case .operation:
      switch form.operation {
      case .backup: "backs up resources into vaults"
      case .replication: "replicates vaults to a region"
      case .drill: "rebuilds what vaults hold, to prove it"
      }
    case .home: form.home.isEmpty ? unknown(board) ?? "no region has a backup vault" : place(form.home)
    case .region: form.region.isEmpty ? unknown(board) ?? "no region can replicate" : place(form.region)
    case .vault: board.vaults.first { $0.id == form.vault }?.name ?? "the only replication vault there"
    case .missed: form.missed == .once ? "are made up for by one run" : "are left out"
    case .enabled: form.isEnabled ? "yes, it runs by its schedule" : form.isLive ? "no" : "no, by hand alone"
    default: ""
    }
  }

  /// The name of a region, and whether it is out of reach.
  private func place(_ id: String) -> String {
    regionName(id) + (regions.contains { $0.id == id && $0.unreachable != nil } ? ", out of reach" : "")
  }

  /// What stands in a field until the policies and vaults of the account are known.
  private func unknown(_ board: PolicyBoard) -> String? { board.policies == nil ? "being read…" : nil }

  /// The schedule in words, or what is wrong with it, while it is typed.
  private func drawSchedule(_ form: PolicyForm, _ sheet: inout Sheet, _ inside: Rect, _ row: Int) -> Int {
    let start = inside.column + 14
    if form.keepsForeignRule {
      let words = "the cloud's own rule stays unless another one is typed"
      sheet.put(words, start, row, width: inside.columns - 14, .dim)
      return row + 1
    }
    do throws(ScheduleError) {
      let rule = try Recurrence(form.text(.schedule))
      sheet.put(rule.words, start, row, width: inside.columns - 14, .dim)
    } catch {
      sheet.put("! " + error.explanation.message, start, row, width: inside.columns - 14, .error)
    }
    return row + 1
  }

  private func drawNumber(
    _ slot: PolicySlot, _ form: PolicyForm, _ sheet: inout Sheet, _ column: Int, _ row: Int, _ inside: Rect
  ) {
    let isFocused = form.focus == slot
    drawLabel(slot, isFocused, &sheet, column, row, width: 8)
    sheet.put("[", column + 8, row, width: 1, .dim)
    drawField(
      form.texts[slot] ?? TextField(), &sheet, column: column + 10, row: row, width: 5, isFocused: isFocused,
      placeholder: "")
    sheet.put("]", column + 16, row, width: 1, .dim)
  }

  /// The next five runs, in the zone and in UTC (P22).
  private func drawNext(_ form: PolicyForm, _ sheet: inout Sheet, _ inside: Rect, _ first: Int) {
    guard let schedule = form.schedule(at: now) else { return }
    let last = inside.row + inside.rows - 2
    for (index, date) in schedule.next(5, after: now).enumerated() where first + index < last {
      sheet.put(index == 0 ? "Next runs" : "", inside.column, first + index, width: 13, .dim)
      sheet.put(
        "\(schedule.zone.text(date))   \(Self.utc(date)) UTC", inside.column + 14, first + index,
        width: inside.columns - 14, .dim)
    }
  }

  private func drawEnd(_ form: PolicyForm, _ problems: [Refusal], _ sheet: inout Sheet, _ inside: Rect, _ first: Int) {
    let row = inside.row + inside.rows - 1
    let more = problems.count > 1 ? " (+\(problems.count - 1) more)" : ""
    let words = problems.first.map { shortened($0.message) + more } ?? shortened(form.message)
    if !words.isEmpty {
      // Upwards as far as nothing but the next runs is covered: what is wrong comes before them.
      var lines = Sheet.wrap("! " + words, columns: inside.columns)
      let room = max(1, row - first)
      if lines.count > room { lines = Array(lines.prefix(room - 1)) + [lines[(room - 1)...].joined(separator: " ")] }
      for (index, line) in lines.enumerated() {
        let place = Rect(column: inside.column, row: row - lines.count + index, columns: inside.columns, rows: 1)
        sheet.frame.fill(place)
        sheet.put(line, place.column, place.row, width: place.columns, .error)
      }
    }
    let focused = form.focus == .cancel ? 0 : form.focus == .ok ? 1 : nil
    drawButtons(["Cancel", form.isSending ? "Sending…" : "  OK  "], focused: focused, &sheet, inside, row)
  }
}
