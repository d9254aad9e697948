internal import Replication

extension ConsoleState {
  /// Asks in which form the table is exported.
  mutating func openExport() {
    let notes: [ExportFormat: String] = [
      .csv: "every field, one row a line", .json: "the shapes of farshore \(tab.rawValue) list --json",
    ]
    let rows = ExportFormat.allCases.map { ChooserRow(label: $0.label, note: notes[$0] ?? "", choice: .export($0)) }
    let title = list.total == 1 ? "Export 1 row" : "Export \(list.total) rows"
    overlays.append(.chooser(Chooser(title: title, purpose: .export, rows: rows)))
  }

  /// Exports all rows of the list, not only those that are here.
  mutating func export(_ format: ExportFormat) {
    say("Exporting \(list.total == 1 ? "1 row" : "\(list.total) rows")\(Glyphs(setup.glyphs).ellipsis)")
    outbox.append(.export(list.listing, format))
  }
}
