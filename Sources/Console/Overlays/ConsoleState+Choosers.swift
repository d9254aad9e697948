internal import Canvas
internal import Replication

internal import struct Foundation.Date

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
    case .context(let name): switchContext(to: name)
    case .action(let action): perform(action)
    case .theme(let name):
      settle(.theme(name, context: setup.context))
      showTheme(name)
    case .sort(let column): sort(by: column)
    case .export(let format): export(format)
    case .policy(let policy, let vault): turnPolicy(policy, of: vault)
    case .place(let service, let tab): show(service, tab)
    case .otherEnd(let end): if let subject = subjects.first { go(to: end, from: subject) }
    case .region, .project, .vault, .createVault, .protection, .growth, .format, .image:
      if case .field(let slot) = chooser.purpose { fill(slot, with: row.choice) }
    }
  }

  /// What is being sent belongs to the context that is open.
  private mutating func switchContext(to name: String) {
    if name == setup.context { return }
    if bulk != nil { return sayNo(bulkRefusal) }
    outbox.append(.switchContext(name))
  }

  mutating func showTheme(_ name: String) { theme = setup.themes.first { $0.name == name }?.read() ?? theme }

  // MARK: Opening

  /// Region, project and context in one list (S49).
  mutating func openPicker() {
    var chooser = Chooser(title: "Region and project", purpose: .picker, rows: pickerRows)
    chooser.isLoading = !knowsRegions && regions.isEmpty
    chooser.heads = figureHeads
    chooser.select { $0.choice == .scope(scope) }
    overlays.append(.chooser(chooser))
    fetchPlaceCounts()
  }

  /// Brings the open picker up to date.
  mutating func refreshPicker() {
    for index in overlays.indices {
      guard case .chooser(var chooser) = overlays[index], chooser.purpose == .picker else { continue }
      let choice = chooser.current?.choice
      let wasLoading = chooser.isLoading
      chooser.rows = pickerRows
      chooser.heads = figureHeads
      chooser.isLoading = !knowsRegions && regions.isEmpty
      chooser.select { $0.choice == (wasLoading ? .scope(scope) : choice ?? .none) }
      overlays[index] = .chooser(chooser)
    }
  }

  private var pickerRows: [ChooserRow] {
    var rows = [ChooserRow(label: "All regions", figures: figures(of: .everything), choice: .scope(.everything))]
    let codes = codes
    for region in regions {
      let several = region.projects.count > 1
      rows.append(
        ChooserRow(
          label: region.name, note: "\(codes[region.id])  \(Words.capabilities(of: region))\(reading(of: region))",
          figures: figures(of: Scope(region: region.id)), remark: region.unreachable,
          choice: .scope(Scope(region: region.id))))
      guard several else { continue }
      rows += region.projects.map { project in
        ChooserRow(
          label: project.name, note: project.isDefault ? "default" : "",
          figures: figures(of: Scope(region: region.id, project: project.id)), indent: 2,
          choice: .scope(Scope(region: region.id, project: project.id)))
      }
    }
    if noRegionWords != nil {
      let steps =
        isLive
        ? ["", "Nothing of this account was read yet.", "What works   farshore contexts check"]
        : ["", "This context has no region yet.", "Add one      farshore regions add", "Try it out   farshore demo"]
      rows += steps.map { ChooserRow(label: $0, isHeading: true) }
    }
    guard setup.contexts.count > 1 else { return rows }
    rows += [ChooserRow(label: "", isHeading: true), ChooserRow(label: "CONTEXTS", isHeading: true)]
    return rows
      + setup.contexts.map { entry in
        ChooserRow(
          label: entry.name, note: contextWords(entry), remark: unreachable(entry), choice: .context(entry.name))
      }
  }

  /// Whether a region is out of reach, and how old what is known of it is; nothing where it was read just now.
  private func reading(of region: Region) -> String {
    let words = region.unreachable == nil ? "" : ", out of reach"
    guard isLive else { return words }
    guard let date = region.refreshedAt else { return words + ", not read yet" }
    if region.unreachable != nil { return words + " \(Words.age(date, now: now))" }
    return now.timeIntervalSince(date) < 120 ? "" : ", read \(Words.age(date, now: now)) ago"
  }

  /// Why a context, or the first of its regions that is, is out of reach.
  private func unreachable(_ entry: ContextEntry) -> String? {
    entry.name == setup.context ? regions.lazy.compactMap(\.unreachable).first : entry.unreachable
  }

  /// Provider, whether it is open and can be reached, how old what is known of it is, and last what may be cut: its account.
  private func contextWords(_ entry: ContextEntry) -> String {
    let isOpen = entry.name == setup.context
    let lost = regions.count { $0.unreachable != nil }
    let unreachable: String? =
      unreachable(entry) == nil
      ? nil : isOpen && lost < regions.count ? "\(lost) of \(regions.count) regions out of reach" : "out of reach"
    let age = isOpen ? regions.compactMap(\.refreshedAt).min() : entry.readAt
    let words = [
      entry.provider, isOpen ? "open" : "", unreachable ?? age.map { "read \(Words.age($0, now: now)) ago" } ?? "",
      entry.account,
    ]
    return words.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// How many backups and snapshots a place holds, by the services the context has.
  private func figures(of scope: Scope) -> [String] {
    guard !placeCounts.isEmpty else { return [] }
    let held =
      scope == .everything
      ? placeCounts.filter { $0.key.project == nil }.values.reduce(ServiceCounts()) { $0.adding($1) }
      : placeCounts[scope] ?? ServiceCounts()
    let family = scope.region.flatMap { id in regions.first { $0.id == id } }?.services ?? setup.profile.services
    let backups = held.servers + held.disks + held.turbo
    return [(Service.cbr, backups), (.cbs, held.snapshots)].filter { setup.profile.services.contains($0.0) }
      .map { service, count in family.contains(service) ? "\(count)" : "" }
  }

  /// What the figures are.
  private var figureHeads: [String] {
    if placeCounts.isEmpty { return [] }
    return [(Service.cbr, "BACKUPS"), (.cbs, "SNAPS")].filter { setup.profile.services.contains($0.0) }.map(\.1)
  }

  /// Whether the picker is open.
  var isPicking: Bool {
    overlays.contains { if case .chooser(let chooser) = $0 { chooser.purpose == .picker } else { false } }
  }

  /// Asks what every place holds.
  mutating func fetchPlaceCounts() {
    if !waiting.values.contains(.placeCounts) { outbox.append(.placeCounts(request: asking(.placeCounts))) }
  }

  mutating func take(_ counts: [Scope: ServiceCounts]) {
    placeCounts = counts
    refreshPicker()
  }

  /// Everything that can be done with the row, and why the rest cannot (S8…S37).
  mutating func openMore() {
    let actions: [Action] = [
      .createReplica, .copySnapshot, .replicateVault, .createImage, .createServer, .createFileSystem, .createDisk,
      .rollBack, .verify, .drill, .createVault, .expandVault, .applyToVault, .resumeTask, .pauseTask, .retryTask,
      .cancelTask,
      .discardTask, .jump, .open, .information, .copyID, .delete,
    ]
    let chosen = subjects
    let rows = actions.compactMap { menuRow($0, of: chosen) }
    let title = chosen.isEmpty ? tab.label : chosen.count == 1 ? chosen[0].name : "\(chosen.count) marked rows"
    var chooser = Chooser(title: title, purpose: .more, rows: rows, filters: false)
    chooser.select { $0.reason == nil }
    overlays.append(.chooser(chooser))
    lookForImages(of: chosen, in: chooser)
  }

  func menuRow(_ action: Action, of subjects: [Row]) -> ChooserRow? {
    let verdict = verdict(action, of: subjects)
    guard verdict != .hidden, let binding = KeyTable.binding(of: action) else { return nil }
    var row = ChooserRow(label: binding.label, key: binding.keys.first, choice: .action(action))
    if case .refused(let reasons) = verdict { row.reason = shortened(reasons.joined(separator: " ")) }
    return row
  }

  mutating func openThemes() {
    let rows = setup.themes.map { ChooserRow(label: $0.name, note: $0.note, choice: .theme($0.name)) }
    var chooser = Chooser(title: "Theme", purpose: .theme, rows: rows)
    chooser.select { $0.choice == .theme(theme.name) }
    overlays.append(.chooser(chooser))
  }

  mutating func openOtherEnds(_ ends: [SourceLink], of row: Row) {
    let rows = ends.map { ChooserRow(label: regionName($0.region), note: $0.id, choice: .otherEnd($0)) }
    overlays.append(.chooser(Chooser(title: "Other ends of \(row.name)", purpose: .otherEnd, rows: rows)))
  }
}
