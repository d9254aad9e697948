internal import Canvas
internal import Replication

extension ConsoleState {
  mutating func press(_ key: Key, in pressed: Chooser) {
    var chooser = pressed
    switch key {
    case .escape:
      if chooser.query.text.isEmpty { return closeOverlay() }
      chooser.query.clear()
      chooser.select { _ in true }
    case .enter: return choose(chooser.current)
    case .up, .control("p"): chooser.move(by: -1)
    case .tab where chooser.purpose == .palette: chooser.complete()
    case .down, .control("n"), .tab: chooser.move(by: 1)
    case .backTab: chooser.move(by: -1)
    case .pageUp: chooser.move(by: -10)
    case .pageDown: chooser.move(by: 10)
    case .home: chooser.move(by: -10_000)
    case .end: chooser.move(by: 10_000)
    default:
      if chooser.filters {
        let before = chooser.query.text
        // As in lists a slash begins the filter, which takes typing already.
        if before.isEmpty, key == .character("/") { return }
        guard chooser.query.edit(key) else { return }
        if chooser.query.text != before { chooser.select { _ in true } }
      } else if let row = chooser.rows.first(where: { $0.key == key }) {
        return choose(row)
      } else {
        moveLikeVi(key, &chooser)
      }
    }
    replaceOverlay(.chooser(chooser))
    if chooser.purpose == .theme, case .theme(let name) = chooser.current?.choice { showTheme(name) }
  }

  private mutating func moveLikeVi(_ key: Key, _ chooser: inout Chooser) {
    switch key {
    case .character("j"): chooser.move(by: 1)
    case .character("k"): chooser.move(by: -1)
    case .character("g"): chooser.move(by: -10_000)
    case .character("G"): chooser.move(by: 10_000)
    case .character("q"): closeOverlay()
    default: break
    }
  }

  /// Does what a chosen row means; a row that cannot be chosen stays and says why.
  private mutating func choose(_ row: ChooserRow?) {
    guard let row, row.reason == nil, case .chooser(let chooser)? = overlays.last else { return }
    if row.choice == .none { return }
    overlays.removeLast()
    if chooser.purpose == .palette { remember(.command(row.label)) }
    switch row.choice {
    case .none: break
    case .scope(let scope): show(scope)
    case .context(let name): if name != setup.context { outbox.append(.switchContext(name)) }
    case .action(let action): perform(action)
    case .theme(let name):
      settle(.theme(name, context: setup.context))
      showTheme(name)
    case .sort(let column): sort(by: column)
    case .export(let format): export(format)
    case .place(let service, let tab): show(service, tab)
    case .otherEnd(let end): if let subject = subjects.first { go(to: end, from: subject) }
    case .region, .project, .vault, .createVault, .protection, .growth, .format, .image:
      if case .field(let slot) = chooser.purpose { fill(slot, with: row.choice) }
    }
  }

  mutating func showTheme(_ name: String) { theme = setup.themes.first { $0.name == name }?.read() ?? theme }

  // MARK: Opening

  /// Region, project and context in one list (S49).
  mutating func openPicker() {
    var chooser = Chooser(title: "Region and project", purpose: .picker, rows: pickerRows)
    chooser.isLoading = !knowsRegions && regions.isEmpty
    chooser.select { $0.choice == .scope(scope) }
    overlays.append(.chooser(chooser))
  }

  /// Brings the open picker up to date.
  mutating func refreshPicker() {
    for index in overlays.indices {
      guard case .chooser(var chooser) = overlays[index], chooser.purpose == .picker else { continue }
      let choice = chooser.current?.choice
      let wasLoading = chooser.isLoading
      chooser.rows = pickerRows
      chooser.isLoading = !knowsRegions && regions.isEmpty
      chooser.select { $0.choice == (wasLoading ? .scope(scope) : choice ?? .none) }
      overlays[index] = .chooser(chooser)
    }
  }

  private var pickerRows: [ChooserRow] {
    var rows = [ChooserRow(label: "All regions", choice: .scope(.everything))]
    let codes = codes
    for region in regions {
      let several = region.projects.count > 1
      rows.append(
        ChooserRow(
          label: region.name, note: "\(codes[region.id])  \(Words.capabilities(of: region))",
          choice: .scope(Scope(region: region.id))))
      guard several else { continue }
      rows += region.projects.map { project in
        ChooserRow(
          label: project.name, note: project.isDefault ? "default" : "", indent: 2,
          choice: .scope(Scope(region: region.id, project: project.id)))
      }
    }
    if noRegionWords != nil {
      let steps = [
        "", "This context has no region yet.", "Add one      farshore regions add", "Try it out   farshore demo",
      ]
      rows += steps.map { ChooserRow(label: $0, isHeading: true) }
    }
    guard setup.contexts.count > 1 else { return rows }
    rows += [ChooserRow(label: "", isHeading: true), ChooserRow(label: "CONTEXTS", isHeading: true)]
    return rows
      + setup.contexts.map { entry in
        let isOpen = entry.name == setup.context
        return ChooserRow(
          label: entry.name, note: isOpen ? entry.provider + ", open" : entry.unreachable ?? entry.provider,
          choice: .context(entry.name))
      }
  }

  /// Everything that can be done with the row, and why the rest cannot (S8…S37).
  mutating func openMore() {
    let actions: [Action] = [
      .createReplica, .copySnapshot, .replicateVault, .createImage, .createServer, .createFileSystem, .createDisk,
      .rollBack, .verify, .drill, .createVault, .expandVault, .resumeTask, .pauseTask, .retryTask, .cancelTask,
      .discardTask, .jump, .open, .information, .copyID, .delete,
    ]
    let chosen = subjects
    let rows = actions.compactMap { menuRow($0, of: chosen) }
    let title = chosen.isEmpty ? tab.label : chosen.count == 1 ? chosen[0].name : "\(chosen.count) marked rows"
    var chooser = Chooser(title: title, purpose: .more, rows: rows, filters: false)
    chooser.select { $0.reason == nil }
    overlays.append(.chooser(chooser))
  }

  func menuRow(_ action: Action, of subjects: [Row]) -> ChooserRow? {
    let verdict = verdict(action, of: subjects)
    guard verdict != .hidden, let binding = KeyTable.binding(of: action) else { return nil }
    var row = ChooserRow(label: binding.label, key: binding.keys.first, choice: .action(action))
    if case .refused(let reasons) = verdict { row.reason = reasons.joined(separator: " ") }
    return row
  }

  mutating func openThemes() {
    let rows = setup.themes.map { ChooserRow(label: $0.name, choice: .theme($0.name)) }
    var chooser = Chooser(title: "Theme", purpose: .theme, rows: rows)
    chooser.select { $0.choice == .theme(theme.name) }
    overlays.append(.chooser(chooser))
  }

  mutating func openOtherEnds(_ ends: [SourceLink], of row: Row) {
    let rows = ends.map { ChooserRow(label: regionName($0.region), note: $0.id, choice: .otherEnd($0)) }
    overlays.append(.chooser(Chooser(title: "Other ends of \(row.name)", purpose: .otherEnd, rows: rows)))
  }
}
