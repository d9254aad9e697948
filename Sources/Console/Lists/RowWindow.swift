internal import Replication

/// A fetched window with its rows wrapped.
struct RowWindow: Sendable {
  let rows: [Row]
  /// What other regions hold of each row, by its id; empty for other lists than the coverage.
  let covered: [String: CoverageRow]
  let offset: Int
  let total: Int
  let unfilteredTotal: Int
  let isCounted: Bool

  /// Wraps an answer.
  init(_ listed: ListedRows) {
    switch listed {
    case .vaults(let window): self.init(window) { .vault($0) }
    case .backups(let window): self.init(window) { .backup($0) }
    case .snapshots(let window): self.init(window) { .snapshot($0) }
    case .tasks(let window): self.init(window) { .task($0) }
    case .coverage(let window):
      self.init(window, covered: Dictionary(window.rows.map { ($0.id, $0) }) { first, _ in first }) { Row($0) }
    case .images(let window): self.init(window) { .image($0) }
    case .audit(let window): self.init(window) { .audit($0) }
    }
  }

  private init<Listed>(
    _ window: Window<Listed>, covered: [String: CoverageRow] = [:], _ wrap: (Listed) -> Row
  ) {
    rows = window.rows.map(wrap)
    self.covered = covered
    offset = window.offset
    total = window.total
    unfilteredTotal = window.unfilteredTotal
    isCounted = window.isCounted
  }
}
