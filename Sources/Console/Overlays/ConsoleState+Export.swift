internal import Replication

extension ConsoleState {
  /// Asks in which form the table is exported.
  mutating func openExport() {
    let notes: [ExportFormat: String] = [
      .csv: "every field, one row a line", .json: "the shapes of farshore \(tab.rawValue) list --json",
    ]
    let rows = ExportFormat.allCases.map { ChooserRow(label: $0.label, note: notes[$0] ?? "", choice: .export($0)) }
    overlays.append(.chooser(Chooser(title: "Export \(exportedWords)", purpose: .export, rows: rows)))
  }

  /// Exports all rows of the list, not only those that are here.
  mutating func export(_ format: ExportFormat) {
    say("Exporting \(exportedWords)\(Glyphs(setup.glyphs).ellipsis)")
    outbox.append(.export(list.listing, format))
  }

  /// How many rows will be written; not every list is counted yet when its first rows are shown.
  private var exportedWords: String {
    if !list.isCounted { return "all listed rows" }
    return list.total == 1 ? "1 row" : "\(list.total) rows"
  }
}
