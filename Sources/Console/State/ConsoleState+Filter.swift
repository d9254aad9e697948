internal import Canvas
internal import Replication

extension ConsoleState {
  /// Opens the filter line with what the list is filtered by, selected: what is typed takes its place.
  mutating func openFilter() {
    filter = .selecting(list.typed)
    recalledFilter = nil
    onServices = false
  }

  mutating func editFilter(_ key: Key) {
    guard var edited = filter else { return }
    switch key {
    case .escape: endFilter(keeping: false)
    case .enter: endFilter(keeping: true)
    case .function(1): openFilterHelp()
    case .tab: if let completion = filterCompletion { setFilter(TextField(completion)) }
    case .control("p"): recallFilter(1)
    case .control("n"): recallFilter(-1)
    case .up: moveCursor(to: list.cursor - 1)
    case .down: moveCursor(to: list.cursor + 1)
    case .pageUp: moveCursor(to: list.cursor - listHeight)
    case .pageDown: moveCursor(to: list.cursor + listHeight)
    default: if edited.edit(key) { setFilter(edited) }
    }
  }

  /// Filters by what the line holds now; what cannot be read says why and leaves the rows as they are.
  mutating func setFilter(_ edited: TextField) {
    filter = edited
    guard edited.text != list.typed else { return }
    do {
      let meaning = try read(edited.text)
      list.typed = edited.text
      if meaning != list.listing.filter { relist { $0.filter = meaning } }
    } catch {
      filterProblem = shortened(Self.sentence(error.explanation))
    }
  }

  /// Leaves the filter line; one that cannot be read is not left with Enter.
  mutating func endFilter(keeping: Bool) {
    if keeping, isFilterUnreadable, let filter { return setFilter(filter) }
    filter = nil
    if keeping, !list.typed.isEmpty { remember(.filter(list.typed)) }
    guard !keeping, !list.typed.isEmpty else { return }
    list.typed = ""
    relist(keepingRow: true) { $0.filter = .everything }
  }

  /// Whether the line holds something else than what the rows are filtered by.
  var isFilterUnreadable: Bool { filter.map { $0.text != list.typed } ?? false }

  /// What a typed filter means for the list that is shown.
  func read(_ typed: String) throws(FilterError) -> RowFilter {
    let filter = try RowFilter.parse(typed, for: listKey.subject, now: clock, secondsFromUTC: setup.secondsFromUTC)
    return withRegions(filter)
  }

  /// Lets ages in the list's filter count from now.
  func upToDate(_ list: RowList) -> RowList {
    // What was read once can be read again.
    guard RowFilter.isRelative(list.typed), let meaning = try? read(list.typed) else { return list }
    var list = list
    list.listing.filter = meaning
    return list
  }

  /// Takes the codes of regions, as lists show them, for their ids.
  private func withRegions(_ filter: RowFilter) -> RowFilter {
    let codes = codes
    let ids = Dictionary(regions.map { (codes[$0.id].lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
    var filter = filter
    for index in filter.terms.indices {
      guard case .words(let field, let words) = filter.terms[index].test, [.region, .from, .to].contains(field) else {
        continue
      }
      filter.terms[index].test = .words(
        field,
        words.map { word in
          if case .text(let text) = word, let id = ids[text] { .text(id) } else { word }
        })
    }
    return filter
  }

  /// How filters are written, with the fields of the list that is shown.
  mutating func openFilterHelp() {
    let fields = FilterField.fields(of: listKey.subject).map(\.rawValue).joined(separator: " ")
    let lines = Words.filterHelp.map { TextLine($0.meaning, label: $0.example) }
    overlays.append(.text(TextBox(title: "Filter", lines: lines + [TextLine(fields, label: "Fields here")])))
  }
}
