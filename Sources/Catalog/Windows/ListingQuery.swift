import GRDB
import Replication

/// A listing in SQL: which rows and in which order, by texts that are all bound, never spliced in.
struct ListingQuery {
  /// A condition with its values.
  struct Condition {
    var terms: [String] = []
    var values: [String] = []
    /// Other tables that it looks into.
    var elsewhere: Set<String> = []

    mutating func add(_ term: String, _ values: [String] = [], elsewhere: Set<String> = []) {
      terms.append(term)
      self.values += values
      self.elsewhere.formUnion(elsewhere)
    }

    /// `1` where nothing is asked for.
    var sql: String { terms.isEmpty ? "1" : terms.map { "(\($0))" }.joined(separator: " AND ") }
  }

  /// The table, named like a kind of thing.
  let table: Resolvable
  /// Subject, scope and vault.
  private(set) var basis = Condition()
  /// The basis and all filters.
  private(set) var filtered: Condition
  /// The basis and all filters but the text.
  private(set) var withoutText = Condition()
  /// What rows are sorted by before their ids; never NULL, so that every two rows have an order.
  let sortKey: String
  let descending: Bool
  /// The text that rows must contain, or must not.
  let text: TextFilter?
  /// Whether rows are told apart by nothing but subject, region and project.
  private(set) var isTallied: Bool

  init(_ listing: Listing) {
    table = listing.subject.table
    sortKey = table.sortKey(listing.sort)
    descending = listing.descending
    filtered = Condition()
    let (text, rest) = TextFilter.split(listing.filter)
    self.text = text
    isTallied = table == .backup && listing.vault == nil
    addSubject(listing.subject)
    addScope(listing.scope)
    addVault(listing.vault)
    filtered = basis
    addFilters(listing, rest)
  }

  /// Whether every row of the basis is listed.
  var isUnfiltered: Bool { filtered.terms.count == basis.terms.count }

  private mutating func addSubject(_ subject: Listing.Subject) {
    switch subject {
    case .vaults(let type?), .backups(let type?): basis.add("type = ?", [type.rawValue])
    case .coverage(.backups(let type)), .coverage(.resources(let type)):
      isTallied = false
      basis.add("type = ? AND kind = 'backup'", [type.rawValue])
    case .coverage(.snapshots): basis.add("source IS NULL")
    case .vaults, .backups, .snapshots, .tasks, .images, .audit: break
    }
  }

  /// A task lies where its source or its target lies; a project that is not known (any more) excludes nothing.
  private mutating func addScope(_ scope: Scope) {
    if table == .task {
      let ends = ["source", "target"].map { end in
        var condition = Condition()
        if let region = scope.region { condition.add("\(end)Region = ?", [region]) }
        if let project = scope.project {
          condition.add("\(end)Project = ? OR \(end)Project IS NULL", [project])
        }
        return condition
      }
      guard scope != .everything else { return }
      basis.add(ends.map(\.sql).joined(separator: " OR "), ends.flatMap(\.values))
      return
    }
    if let region = scope.region { basis.add("region = ?", [region]) }
    if let project = scope.project, table != .audit {
      basis.add(table == .image ? "project = ? OR project IS NULL" : "project = ?", [project])
    }
  }

  /// Snapshots and images lie in no vault, so none of them is in this one; the audit's lines are about one.
  private mutating func addVault(_ vault: String?) {
    guard let vault else { return }
    switch table {
    case .backup: basis.add("vault = ?", [vault])
    case .vault: basis.add("id = ?", [vault])
    case .task: basis.add("sourceVault = ? OR targetVault = ?", [vault, vault])
    case .audit: basis.add("name = ?", [vault])
    case .snapshot, .image: basis.add("0")
    }
  }

  private mutating func addFilters(_ listing: Listing, _ rest: RowFilter) {
    if !listing.statuses.isEmpty {
      var (terms, values, elsewhere): ([String], [String], Set<String>) = ([], [], [])
      if let column = table.statusColumn {
        terms.append("\(column) IN (\(CatalogTransaction.placeholders(listing.statuses.count)))")
        values = listing.statuses
      }
      if let paused = table.pausedRows, listing.statuses.contains(TaskStatus.paused.rawValue) {
        terms.append(paused)
        elsewhere = [Resolvable.task.table]
      }
      filtered.add(terms.isEmpty ? "0" : terms.joined(separator: " OR "), values, elsewhere: elsewhere)
    }
    if let kind = listing.kind {
      let columns = table.kindColumns
      filtered.add(
        columns.isEmpty ? "0" : columns.map { "\($0) = ?" }.joined(separator: " OR "), columns.map { _ in kind })
    }
    filtered.add(rest, in: table)
    withoutText = filtered
    // instr knows no wildcards, so nothing needs escaping.
    if let text { filtered.add(text.isNegated ? "instr(search, ?) = 0" : "instr(search, ?) > 0", [text.wanted]) }
  }
}

extension Listing.Subject {
  /// The kind of thing listed.
  fileprivate var table: Resolvable {
    switch self {
    case .vaults: .vault
    case .backups: .backup
    case .snapshots: .snapshot
    case .tasks: .task
    case .images: .image
    case .audit: .audit
    case .coverage(.snapshots): .snapshot
    case .coverage: .backup
    }
  }
}
