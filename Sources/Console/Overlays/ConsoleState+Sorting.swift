internal import Canvas
internal import Replication

extension ConsoleState {
  /// All columns of the list, whether they are shown or not; those it cannot be sorted by say why.
  var sortRows: [ChooserRow] {
    var seen: Set<Listing.Column> = []
    let glyphs = Glyphs(setup.glyphs)
    return allColumns.compactMap { column in
      guard let sort = column.sort else {
        let reason = "Policies stand in the context's file; nothing can be sorted by them."
        return column.id == .policy ? ChooserRow(label: Self.name(of: column), reason: reason) : nil
      }
      guard seen.insert(sort).inserted else { return nil }
      let isNow = sort == list.listing.sort
      let arrow = list.listing.descending ? glyphs.descending : glyphs.ascending
      return ChooserRow(
        label: Self.name(of: column), note: isNow ? "\(arrow) now; again turns it round" : column.id.words,
        choice: .sort(sort))
    }
  }

  private static func name(of column: Column) -> String {
    switch column.id {
    case .replicas: "replicas"
    case .lock: "lock"
    case .percent, .region: column.id.rawValue
    case .route where column.title == "REGIONS": "to"
    default: column.title.lowercased()
    }
  }

  /// Names every column to sort by.
  mutating func openSort() {
    var chooser = Chooser(title: "Sort \(tab.label) by", purpose: .sort, rows: sortRows)
    chooser.select { $0.choice == .sort(list.listing.sort) }
    overlays.append(.chooser(chooser))
  }

  /// Sorts by a column, in the order that is looked for most; by the present one the other way round.
  mutating func sort(by column: Listing.Column) {
    relist { listing in
      listing.descending = column == listing.sort ? !listing.descending : column.isLargestFirst
      listing.sort = column
    }
  }

  mutating func sortByNextColumn() {
    let columns = listKey.sortColumns
    let index = columns.firstIndex(of: list.listing.sort) ?? -1
    sort(by: columns[(index + 1) % columns.count])
  }
}

extension Listing.Column {
  /// Whether the newest or largest is looked for first.
  fileprivate var isLargestFirst: Bool {
    switch self {
    case .created, .size, .percent, .used, .count, .duration, .locked, .disks: true
    default: false
    }
  }

  /// What it is called beside the filter.
  var words: String {
    switch self {
    case .source: "from"
    case .target: "to"
    case .duration: "took"
    case .requester: "by"
    default: rawValue
    }
  }
}
