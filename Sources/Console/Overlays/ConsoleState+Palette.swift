internal import Canvas
internal import Replication

extension ConsoleState {
  /// Every action by its name, and whatever else can be named: places, themes, orders; the last commands first.
  mutating func openPalette() {
    let (actions, movements) = actionRows
    let rows = actions + placeRows + orderRows + themeRows + movements
    let recent = history.commands.compactMap { label in rows.first { $0.label == label && $0.reason == nil } }.prefix(5)
    var all = Array(recent)
    if !recent.isEmpty {
      all.insert(ChooserRow(label: "RECENT", isHeading: true), at: 0)
      all.append(ChooserRow(label: "ALL", isHeading: true))
    }
    var chooser = Chooser(title: "Commands", purpose: .palette, rows: all + rows)
    chooser.select { _ in true }
    overlays.append(.chooser(chooser))
  }

  /// What can be done: first with the row, where it can be; movements, which everybody has keys for, by themselves.
  private var actionRows: (actions: [ChooserRow], movements: [ChooserRow]) {
    let inFrame = KeyTable.bindings.filter { !$0.scope.isDisjoint(with: frameScope) }
    let subjects = subjects
    var groups: [[ChooserRow]] = [[], [], [], []]
    for binding in inFrame {
      guard ![.up, .down, .left, .right, .palette, .interrupt].contains(binding.action) else { continue }
      guard var row = menuRow(binding.action, of: subjects) else { continue }
      row.note = binding.explanation
      let isOfRow = KeyTable.isOfRow(binding.action)
      groups[isOfRow ? row.reason == nil ? 0 : 1 : KeyTable.isMovement(binding.action) ? 3 : 2].append(row)
    }
    return (groups[0] + groups[1] + groups[2], groups[3])
  }

  private var placeRows: [ChooserRow] {
    let lists = services.flatMap { service in
      service.tabs.map { tab in
        let label = tab.label == service.label ? "Go to \(tab.label)" : "Go to \(service.label), \(tab.label)"
        return ChooserRow(label: label, note: "another list", choice: .place(service, tab))
      }
    }
    let codes = codes
    let places =
      [ChooserRow(label: "Region: All regions", note: "rows of all regions", choice: .scope(.everything))]
      + regions.map { region in
        ChooserRow(
          label: "Region: \(region.name)", note: "\(codes[region.id])  \(region.id)",
          choice: .scope(Scope(region: region.id)))
      }
    guard setup.contexts.count > 1 else { return lists + places }
    return lists + places
      + setup.contexts.map { ChooserRow(label: "Context: \($0.name)", note: $0.provider, choice: .context($0.name)) }
  }

  private var orderRows: [ChooserRow] {
    sortRows.filter { $0.reason == nil }.map { row in
      ChooserRow(label: "Sort by \(row.label)", note: row.note, choice: row.choice)
    }
  }

  private var themeRows: [ChooserRow] {
    setup.themes.map { ChooserRow(label: "Theme: \($0.name)", note: "colours: \($0.note)", choice: .theme($0.name)) }
  }
}
