internal import Canvas
internal import Replication

extension ConsoleState {
  /// Works out again what of the selection can go where.
  mutating func checkSelection() {
    guard let form, form.sourceCount > 1 else { return }
    // Their states are the same for every choice made in the dialog.
    let known = form.judged.flatMap { $0.regions == regions ? $0 : nil }
    let judged =
      known
      ?? SourceJudgement(
        form, regions: regions, backups: { sourceRefusals($0) }, snapshots: { sourceRefusals($0) })
    var check = PreflightCheck(form, judged, rules: rules)
    let result = check.run()
    changeForm { changed in
      changed.preflight = result
      changed.judged = judged
      // A group that is gone takes the focus with it.
      if case .refusal(let index) = changed.focus, !result.groups.indices.contains(index) { changed.focus = .ok }
    }
  }

  /// Does the one thing that helps against a rule, or shows whom it forbids.
  mutating func fix(_ group: Preflight.Group) {
    switch group.fix {
    case .createVault(let index): openVaultForm(for: index)
    case .chooseVault(let index):
      changeForm { $0.focus = .vault(index) }
      openChoices(.vault(index))
    case .chooseRegion(let index):
      changeForm { $0.focus = .region(index) }
      openChoices(.region(index))
    case .expandVault(let id, let capacity):
      guard let vault = form?.destinations.flatMap(\.knownVaults).first(where: { $0.id == id }) else { return }
      openExpandForm(vault, capacity: capacity)
    case nil: openSelectionTable()
    }
  }

  /// The first thing one key can do, from anywhere in the dialog.
  mutating func fixFirst() {
    guard let form, form.sending == nil, form.sourceCount > 1 else { return }
    let groups = form.preflight.groups.filter { $0.fix != nil }
    // A vault helps without giving up the region.
    let best = groups.first { if case .chooseRegion = $0.fix { false } else { true } }
    if let group = best ?? groups.first { return fix(group) }
    changeForm { $0.message = form.preflight.groups.isEmpty ? "Nothing needs mending." : "No key mends what is left." }
  }

  /// What a key would do about a rule, in two or three words.
  func fixWords(_ fix: Preflight.Fix?) -> String {
    switch fix {
    case .createVault: "create a vault"
    case .chooseVault: "choose a vault"
    case .chooseRegion: "another region"
    case .expandVault: "expand the vault"
    case nil: "show them"
    }
  }

  // MARK: The lines of the dialog

  /// A line for each rule that forbids some.
  func preflightLines(_ form: Form, columns: Int) -> [FormLine] {
    guard form.sourceCount > 1 else { return [] }
    return form.preflight.groups.enumerated().flatMap { index, group -> [FormLine] in
      guard namesInRefusals else { return [.field(.refusal(index))] }
      let words = Sheet.wrap(shortened(group.whole), columns: columns - 6).map {
        FormLine.words("      " + $0, .warning)
      }
      return [.field(.refusal(index))] + words
    }
  }

  /// Whether there is room for the names beside a rule and for its whole sentence beneath.
  private var namesInRefusals: Bool { setup.size.rows >= 36 }

  /// How many can go and how many cannot.
  func goingWords(_ form: Form) -> String {
    let flight = form.preflight
    let all = form.sourceCount
    if flight.regions.isEmpty {
      let stuck = Set(flight.groups.flatMap(\.sources)).count
      return stuck == 0 ? "All \(all) can go; where to?" : "\(all - stuck) can go, \(stuck) cannot."
    }
    if flight.isChecking {
      // What has no answer yet is neither.
      let stuck = Set(flight.groups.filter { $0.region == nil }.flatMap(\.sources)).count
      return "Checking what can go…" + (stuck == 0 ? "" : " \(stuck) of \(all) cannot go anywhere.")
    }
    let counts = flight.regions.map { region in
      let going = flight.count(to: region)
      let words = going == all ? "all \(all) can go" : "\(going) can go, \(all - going) cannot"
      return flight.regions.count == 1 ? words : "\(regionName(region)) \(words)"
    }
    let words = counts.joined(separator: "; ")
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  /// One rule on one line: how many, where, why, and what Enter does; its code stands in the table.
  func drawRefusal(_ index: Int, of form: Form, _ sheet: inout Sheet, _ area: Rect, isFocused: Bool) {
    guard form.preflight.groups.indices.contains(index) else { return }
    let group = form.preflight.groups[index]
    let codes = codes
    let place = form.preflight.regions.count > 1 ? group.region.map { codes[$0] } ?? "all" : ""
    var column = area.column
    let right = area.column + area.columns
    if isFocused { sheet.put(sheet.glyphs.cursor, column - 1, area.row, width: 1, .accent) }
    sheet.put("\(group.sources.count)", column, area.row, width: 4, .warning, right: true)
    column += 5
    if !place.isEmpty { column += sheet.put(place, column, area.row, width: 4, .text) + 1 }
    let deed = "\(sheet.glyphs.chooserLeft) \(fixWords(group.fix)) \(sheet.glyphs.chooserRight)"
    let deedWidth = Display.width(of: deed)
    let words = namesInRefusals ? names(of: group, form) : shortened(group.brief)
    sheet.put(words, column, area.row, width: right - deedWidth - 2 - column, namesInRefusals ? .text : .warning)
    sheet.put(deed, right - deedWidth, area.row, width: deedWidth, isFocused ? .buttonFocused : .button)
    if isFocused { sheet.frame.cursor = .init(column: right - deedWidth, row: area.row) }
  }

  private func names(of group: Preflight.Group, _ form: Form) -> String {
    let ids = Set(group.sources.prefix(8))
    let backups = form.backups.filter { ids.contains($0.id) }.map(\.name)
    let snapshots = form.snapshots.filter { ids.contains($0.id) }.map(\.name)
    return (backups + snapshots).joined(separator: ", ")
  }

  // MARK: The whole table

  /// Every row of the selection with every destination, those that cannot go first.
  mutating func openSelectionTable() {
    guard let form, form.sourceCount > 1 else { return }
    let flight = form.preflight
    let names = sourceNames(form)
    var lines = [TextLine(goingWords(form), role: .strong), TextLine("")]
    var rulesOf: [String: [Preflight.Group]] = [:]
    for group in flight.groups { for source in group.sources { rulesOf[source, default: []].append(group) } }
    let rows = names.map { id, name in
      let goes = flight.regions.allSatisfy { flight.going.contains(.init(id: id, region: $0)) }
      return (goes: goes && !flight.regions.isEmpty, line: tableLine(id, name, rulesOf[id] ?? [], flight))
    }
    lines += rows.filter { !$0.goes }.map(\.line) + rows.filter(\.goes).map(\.line)
    if !flight.groups.isEmpty { lines += [TextLine(""), TextLine("Rules", role: .title)] }
    lines += flight.groups.map { TextLine(shortened("\($0.whole) (\($0.code.rawValue))")) }
    overlays.append(.text(TextBox(title: "What can go where", lines: lines)))
  }

  /// The name of each source with its id, and with its region where another one is called the same.
  private func sourceNames(_ form: Form) -> [(id: String, name: String)] {
    let sources =
      form.backups.map { (id: $0.id, name: $0.name, region: $0.region) }
      + form.snapshots.map { (id: $0.id, name: $0.name, region: $0.region) }
    let alike = Dictionary(grouping: sources, by: \.name).filter { $1.count > 1 }
    let codes = codes
    return sources.map { ($0.id, alike[$0.name] == nil ? $0.name : "\($0.name) in \(codes[$0.region])") }
  }

  private func tableLine(_ id: String, _ name: String, _ groups: [Preflight.Group], _ flight: Preflight) -> TextLine {
    let places: [String?] = flight.regions.isEmpty ? [nil] : flight.regions
    let codes = codes
    var isStuck = false
    let cells = places.map { region -> String in
      let rules = groups.filter { $0.region == nil || $0.region == region }.map(\.code.words)
      if !rules.isEmpty { isStuck = true }
      let place = region.map { codes[$0] + " " } ?? ""
      if !rules.isEmpty { return place + rules.joined(separator: ", ") }
      let goes = region.map { flight.going.contains(.init(id: id, region: $0)) } ?? false
      return place + (goes ? "goes" : region == nil ? "can go" : "checking")
    }
    return TextLine(cells.joined(separator: "   "), label: name, role: isStuck ? .warning : .text)
  }
}
