internal import Canvas
internal import Replication

extension ConsoleState {
  /// Draws a dialog: fields that scroll, then what will happen, buttons and keys.
  func draw(_ form: Form, _ sheet: inout Sheet) {
    var notes = noteLines(form, columns: min(setup.size.columns - 2, 84) - 4)
    let columns = min(setup.size.columns - 2, max(78, min(84, setup.size.columns - 20)))
    let fields = fieldLines(form, columns: columns - 19)
    let isRoomy = setup.size.rows >= 20
    let fixed = isRoomy ? 4 : 1
    var area = Layout.middle(setup.size, columns: columns, rows: fields.count + notes.count + fixed + 2)
    // The upper edge stays where it is while lines come and go below.
    area.row = max(1, (setup.size.rows - max(area.rows, min(24, setup.size.rows - 4))) / 2)
    let inside = sheet.box(area, title: form.title)
    if !isRoomy { notes = Array(notes.prefix(1)) }
    let height = max(2, inside.rows - notes.count - fixed)
    let focused = fields.firstIndex { if case .field(form.focus) = $0 { true } else { false } }
    let scroll = min(max(0, (focused ?? fields.count) + 2 - height), max(0, fields.count - height))
    for (index, line) in fields.dropFirst(scroll).prefix(height).enumerated() {
      draw(line, of: form, &sheet, inside, inside.row + index)
    }
    if scroll > 0 { sheet.put(sheet.glyphs.ascending, inside.column + inside.columns, inside.row, width: 1, .accent) }
    if scroll + height < fields.count {
      sheet.put(sheet.glyphs.descending, inside.column + inside.columns, inside.row + height - 1, width: 1, .accent)
    }
    var row = inside.row + min(height, max(fields.count, height))
    for note in notes {
      draw(note, of: form, &sheet, inside, row)
      row += 1
    }
    let buttons = inside.row + inside.rows - (isRoomy ? 3 : 1)
    let focus: Int? = form.focus == .cancel ? 0 : form.focus == .ok ? 1 : nil
    drawButtons(
      [form.isBulk ? "Leave" : "Cancel", form.sending == nil ? "  OK  " : "Sending…"], focused: focus, &sheet, inside,
      buttons)
    if isRoomy { drawKeys(of: .form, &sheet, inside.column, inside.row + inside.rows - 1, width: inside.columns) }
  }

  private func fieldLines(_ form: Form, columns: Int) -> [FormLine] {
    var lines: [FormLine] = []
    if setup.size.rows >= 20 { lines = [.fact("Source", sourceWords(form, columns: columns)), .blank] }
    switch form.purpose {
    case .objective: lines = [.fact("Lag board", "how far a region may be behind a resource"), .blank]
    case .createVault(let type, let parent):
      let region = form.destinations.first?.region.map { " in \(regionName($0))" } ?? ""
      let holds = parent == nil ? "\(type.label)" : "\(type.label) replicas"
      lines = [.fact("For", holds + (parent == nil ? "" : region)), .blank]
    default: break
    }
    for slot in form.slots(regions) where slot != .cancel && slot != .ok {
      if case .refusal = slot { continue }
      lines += [.field(slot), .problem(slot)] + restLines(form, slot, columns: columns + 15)
    }
    return lines + preflightLines(form, columns: columns + 15)
  }

  /// What of an error does not fit on the line under its field.
  private func restLines(_ form: Form, _ slot: FormSlot, columns: Int) -> [FormLine] {
    guard let error = form.error(slot) else { return [] }
    let rest = Self.split(shortened(error), columns: columns).rest
    return rest.isEmpty ? [] : Sheet.wrap(rest, columns: columns - 2).prefix(4).map { .words("  " + $0, .error) }
  }

  private func sourceWords(_ form: Form, columns: Int) -> String {
    if case .expandVault(let vault) = form.purpose {
      return "\(vault.name)   \(Words.share(vault.used, of: vault.capacity)) used   \(regionName(vault.region))"
    }
    if let backup = form.restored {
      return "\(backup.name)   \(ByteFormat.short(backup.size))   \(regionName(backup.region))"
    }
    switch form.purpose {
    case .disk(let snapshot), .drillSnapshot(let snapshot):
      return "\(snapshot.id)   \(ByteFormat.short(snapshot.size))   \(regionName(snapshot.region))"
    default: break
    }
    let size = ByteFormat.short(form.sourceSize)
    var words: [String]
    if form.backups.count == 1 {
      let backup = form.backups[0]
      words = [backup.name, "\(backup.type.label) \(backup.resource.name)", size]
    } else if form.snapshots.count == 1 {
      let snapshot = form.snapshots[0]
      words = [snapshot.id, "disk \(snapshot.disk.name)", size]
    } else {
      words = ["\(form.sourceCount) \(form.backups.isEmpty ? "snapshots" : "backups")", size]
    }
    let used = Display.width(of: words.joined(separator: "   ")) + 3
    words.append(form.sourceRegion.map { regionName($0, columns: columns - used) } ?? "several regions")
    return words.joined(separator: "   ")
  }

  /// What will happen, and what stands in the way.
  private func noteLines(_ form: Form, columns: Int) -> [FormLine] {
    var lines: [FormLine] = []
    if !form.message.isEmpty {
      lines += Sheet.wrap("! " + shortened(form.message), columns: columns).prefix(3).map { .words($0, .error) }
    }
    if form.isBulk, let bulk {
      return lines + [.words(bulk.progress + ".", .strong), .words("Esc leaves the dialog; the rest goes on.", .dim)]
    }
    guard form.sourceCount > 0 else { return lines + (lines.isEmpty ? [.blank] : []) }
    if case .refusal(let index) = form.focus, form.preflight.groups.indices.contains(index) {
      // The line of the table may have cut the sentence.
      lines += Sheet.wrap("! " + shortened(form.preflight.groups[index].whole), columns: columns).prefix(3).map {
        .words($0, .warning)
      }
    }
    if form.sourceCount > 1 { lines.append(.words(goingWords(form), .strong)) }
    lines.append(.words(trafficWords(form), .text))
    let lock = form.sourceCount == 1 ? "The source cannot" : "The sources cannot"
    lines.append(.words("\(lock) be deleted until the copy has ended.", .dim))
    if case .ready(let plan) = form.plan, let warning = plan.warnings.first { lines.append(.words(warning, .warning)) }
    return lines
  }

  /// An error as it stands under its field, and what is left of it for the lines beneath: its first sentence and the
  /// others where that fits, else as many words as fit and the others.
  private static func split(_ problem: String, columns: Int) -> (first: String, rest: String) {
    if Display.width(of: problem) + 2 <= columns { return (problem, "") }
    guard let end = problem.firstRange(of: ". "), Display.width(of: String(problem[..<end.upperBound])) + 1 <= columns
    else {
      let first = Sheet.wrap(problem, columns: columns - 2).first ?? ""
      return (first, String(problem.dropFirst(first.count).drop { $0 == " " }))
    }
    return (problem[..<end.lowerBound] + ".", String(problem[end.upperBound...]))
  }

  private func trafficWords(_ form: Form) -> String {
    switch form.plan {
    case .ready(let plan) where !plan.allowed.isEmpty:
      let isOne = form.sourceCount == 1
      let traffic = "Traffic \(ByteFormat.short(isOne ? plan.traffic : form.preflight.traffic))"
      guard let crossing = isOne ? plan.toTransfer : form.preflight.crossing else { return traffic + "." }
      return traffic + "; crossing after deduplication about \(ByteFormat.short(crossing))."
    case .ready: return trafficBefore(form) + "."
    case .failed(let problem): return "What crosses is not known: \(problem)"
    case .checking where !rules.profile.reportsBytes: return trafficBefore(form) + "; checking…"
    case .checking: return trafficBefore(form) + "; working out what really crosses…"
    case .unasked: return trafficBefore(form) + " for each region."
    }
  }

  private func trafficBefore(_ form: Form) -> String {
    let count = Int64(max(1, form.completeDestinations.count))
    // Of several rows only those that can go.
    let size = form.sourceCount == 1 ? form.sourceSize : form.preflight.eligibleSize
    return "Traffic \(ByteFormat.short(size.multipliedReportingOverflow(by: count).partialValue))"
  }

  // MARK: Lines

  private func draw(_ line: FormLine, of form: Form, _ sheet: inout Sheet, _ inside: Rect, _ row: Int) {
    let labels = inside.columns < 56 ? 12 : 15
    let start = inside.column + labels
    let width = inside.columns - labels
    switch line {
    case .blank: break
    case .words(let words, let role): sheet.put(words, inside.column, row, width: inside.columns, role)
    case .fact(let label, let words):
      sheet.put(label, inside.column, row, width: labels - 1, .dim)
      sheet.put(words, start, row, width: width, .strong)
    case .problem(let slot):
      if let error = form.error(slot) {
        let problem = Self.split(shortened(error), columns: inside.columns).first
        // A long sentence begins further left rather than losing its end.
        let columns = min(inside.columns, max(width, Display.width(of: problem) + 2))
        sheet.put("! " + problem, inside.column + inside.columns - columns, row, width: columns, .error)
      }
    case .field(let slot):
      drawField(slot, of: form, &sheet, Rect(column: start, row: row, columns: width, rows: 1), label: inside.column)
    }
  }

  private func drawField(_ slot: FormSlot, of form: Form, _ sheet: inout Sheet, _ area: Rect, label: Int) {
    let isFocused = form.focus == slot && overlaysEndWithForm
    if case .refusal(let index) = slot {
      let line = Rect(column: label, row: area.row, columns: area.column + area.columns - label, rows: 1)
      return drawRefusal(index, of: form, &sheet, line, isFocused: isFocused)
    }
    if isFocused { sheet.put(sheet.glyphs.cursor, label - 1, area.row, width: 1, .accent) }
    if slot == .add {
      let words = "[ + one more destination ]"
      sheet.put(words, area.column, area.row, width: area.columns, isFocused ? .buttonFocused : .button)
      if isFocused { sheet.frame.cursor = .init(column: area.column, row: area.row) }
      return
    }
    var words = form.label(slot)
    if form.isRequired(slot) { words += " *" }
    sheet.put(words, label, area.row, width: area.column - label - 1, isFocused ? .accent : .text)
    if slot.isText {
      drawText(slot, of: form, &sheet, area, isFocused: isFocused)
    } else {
      drawChoice(slot, of: form, &sheet, area, isFocused: isFocused)
    }
  }

  private var overlaysEndWithForm: Bool { if case .form = overlays.last { true } else { false } }

  private func drawText(_ slot: FormSlot, of form: Form, _ sheet: inout Sheet, _ area: Rect, isFocused: Bool) {
    guard let field = form.texts[slot] else { return }
    let room = area.columns - 10
    sheet.put("[", area.column, area.row, width: 1, .dim)
    drawField(
      field, &sheet, column: area.column + 2, row: area.row, width: room - 4, isFocused: isFocused,
      placeholder: form.placeholder(slot))
    sheet.put("]", area.column + room - 1, area.row, width: 1, .dim)
    guard let limit = form.limit(slot) else { return }
    let count = FieldRules.characterCount(field.text)
    sheet.put(
      "\(count)/\(limit)", area.column + room, area.row, width: 10, count > limit ? .error : .dim, right: true)
  }

  private func drawChoice(_ slot: FormSlot, of form: Form, _ sheet: inout Sheet, _ area: Rect, isFocused: Bool) {
    let rows = choices(form, slot).filter { $0.choice != .createVault }
    let usable = rows.filter { $0.reason == nil }
    let current = chosen(form, slot)
    let entry = rows.first { $0.choice == current }
    let room = area.columns - 10
    sheet.put(sheet.glyphs.chooserLeft, area.column, area.row, width: 1, .accent)
    let role: Role = entry == nil ? .placeholder : isFocused ? .fieldFocused : .field
    let inside = Rect(column: area.column + 2, row: area.row, columns: room - 4, rows: 1)
    sheet.frame.fill(inside, with: Cell(" ", style: Style(role)))
    let open = isLoading(slot, form) ? "reading the catalog…" : rows.isEmpty || !usable.isEmpty ? "choose" : noneWords
    let words = entry?.label ?? open
    let used = sheet.put(words, inside.column, area.row, width: inside.columns, role)
    // The id of a region tells nothing that its name does not; quotas and free space do.
    let isPlainRegion = if case .region = slot { form.snapshots.isEmpty } else { false }
    if let note = entry?.note, !isPlainRegion {
      let column = max(inside.column + used + 2, inside.column + 18)
      sheet.put(note, column, area.row, width: inside.column + inside.columns - column, role)
    }
    sheet.put(sheet.glyphs.chooserRight, area.column + room - 1, area.row, width: 1, .accent)
    if isFocused { sheet.frame.cursor = .init(column: inside.column, row: area.row) }
    guard !usable.isEmpty else { return }
    let count = position(usable.firstIndex { $0.choice == current }, of: usable.count)
    sheet.put(count, area.column + room + 1, area.row, width: 9, .dim, right: true)
  }

  /// Which of the choices is taken, or how many there are, in nine columns.
  private func position(_ index: Int?, of count: Int) -> String {
    let words =
      index.map { ["\($0 + 1) of \(count)", "\($0 + 1)/\(count)"] }
      ?? [count == 1 ? "1 choice" : "\(count) choices", "of \(count)"]
    return words.first { $0.utf8.count <= 9 } ?? words[1]
  }

  /// What stands in a field whose list has rows none of which can be chosen.
  private var noneWords: String { "none fits; Enter says why" }

  private func isLoading(_ slot: FormSlot, _ form: Form) -> Bool {
    if case .vault(let index) = slot { return form.destinations[index].vaults == .loading }
    return slot.isChooser && regions.isEmpty
  }

  /// Draws an edited line of text, scrolled so that the cursor is seen.
  func drawField(
    _ field: TextField, _ sheet: inout Sheet, column: Int, row: Int, width: Int, isFocused: Bool, placeholder: String
  ) {
    guard width > 1 else { return }
    let role: Role = field.characters.isEmpty ? .placeholder : isFocused ? .fieldFocused : .field
    sheet.frame.fill(Rect(column: column, row: row, columns: width, rows: 1), with: Cell(" ", style: Style(role)))
    if field.characters.isEmpty { sheet.put(placeholder, column, row, width: width, .placeholder) }
    let start = field.firstShown(columns: width)
    var used = 0
    for (index, character) in field.characters[start...].enumerated() {
      let text = sheet.glyphs.plain(String(character))
      let columns = Display.width(of: text)
      if start + index == field.cursor, isFocused { showCursor(&sheet, column + used, row) }
      if used + columns > width { return }
      sheet.frame.put(text, column: column + used, row: row, style: Style(field.isSelected ? .buttonFocused : role))
      used += columns
    }
    if isFocused, field.cursor == field.characters.count {
      showCursor(&sheet, min(column + used, column + width - 1), row)
    }
  }

  private func showCursor(_ sheet: inout Sheet, _ column: Int, _ row: Int) {
    sheet.frame.cursor = .init(column: column, row: row)
    sheet.frame.cursorVisible = true
  }
}

extension TextField {
  /// The first character shown so that the cursor is within some columns.
  func firstShown(columns: Int) -> Int {
    var used = 1
    var first = cursor
    while first > 0 {
      used += Display.width(of: String(characters[first - 1]))
      if used > columns { break }
      first -= 1
    }
    return first
  }
}
