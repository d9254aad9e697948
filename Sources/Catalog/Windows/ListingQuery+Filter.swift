import Foundation
import Replication

extension ListingQuery.Condition {
  /// Adds every term of a filter.
  mutating func add(_ filter: RowFilter, in table: Resolvable) {
    for term in filter.terms {
      let condition = Self.condition(term.test, table)
      add(
        term.isNegated ? "NOT (\(condition.sql))" : condition.sql, condition.values, elsewhere: condition.elsewhere)
    }
  }

  private static func condition(_ test: FilterTest, _ table: Resolvable) -> Self {
    var condition = Self()
    switch test {
    // instr knows no wildcards, so nothing needs escaping.
    case .text(let text): condition.add("instr(search, ?) > 0", [text])
    case .pattern(let pattern): condition.add("\(PatternFunction.name)(search, ?)", [pattern])
    case .words(let field, let words): condition = any(words, field, table)
    case .amount(let field, let lowest, let highest):
      guard let key = table.amount(of: field) else { return never }
      // Bound as texts: affinity of a cast keeps them numbers.
      if let lowest { condition.add("\(key) >= CAST(? AS INTEGER)", ["\(lowest)"]) }
      if let highest { condition.add("\(key) <= CAST(? AS INTEGER)", ["\(highest)"]) }
    case .made(let from, let before):
      if let from { condition.add("created >= CAST(? AS REAL)", ["\(from.timeIntervalSinceReferenceDate)"]) }
      if let before { condition.add("created < CAST(? AS REAL)", ["\(before.timeIntervalSinceReferenceDate)"]) }
    }
    return condition
  }

  private static var never: Self {
    var condition = Self()
    condition.add("0")
    return condition
  }

  /// One of the words fits the field.
  private static func any(_ words: [FilterWord], _ field: FilterField, _ table: Resolvable) -> Self {
    var terms: [String] = []
    var values: [String] = []
    var elsewhere: Set<String> = []
    for word in words {
      for expression in table.expressions(of: field) {
        terms.append(test(word, field, expression))
        values.append(word.value)
      }
      for (column, names) in table.namedElsewhere(field) {
        terms.append("\(column) IN (\(names) WHERE \(test(word, field, "name")))")
        values.append(word.value)
        elsewhere.insert(field == .vault ? Resolvable.vault.table : "region")
      }
      guard field == .status, case .text(let text) = word, let column = table.statusColumn else { continue }
      let codes = table.statusCodes(labelled: text)
      terms.append("\(column) IN (\(CatalogTransaction.placeholders(codes.count)))")
      values += codes
      guard let paused = table.pausedRows, TaskStatus.paused.label.lowercased().hasPrefix(text) else { continue }
      terms.append(paused)
      elsewhere.insert(Resolvable.task.table)
    }
    guard !terms.isEmpty else { return never }
    var condition = Self()
    condition.add(terms.joined(separator: " OR "), values, elsewhere: elsewhere)
    return condition
  }

  /// How a word is looked for in an expression; SQLite's own `lower` knows ASCII alone.
  private static func test(_ word: FilterWord, _ field: FilterField, _ expression: String) -> String {
    guard case .text(let text) = word else { return "\(PatternFunction.name)(\(expression), ?)" }
    let lower = text.utf8.allSatisfy { $0 < 0x80 } ? "lower" : LoweringFunction.name
    return "instr(\(lower)(\(expression)), ?) \(field.form == .word ? "=" : ">=") 1"
  }
}

extension FilterWord {
  /// The text or pattern, to be bound.
  fileprivate var value: String {
    switch self {
    case .text(let value), .pattern(let value): value
    }
  }
}

extension Resolvable {
  /// What a field of texts or words looks at; any of these may fit, and none is NULL.
  fileprivate func expressions(of field: FilterField) -> [String] {
    switch (self, field) {
    case (.task, .name): ["coalesce(sourceName, '')", "coalesce(targetName, '')"]
    case (.task, .region): ["coalesce(sourceRegion, '')", "coalesce(targetRegion, '')"]
    case (.task, .project): ["coalesce(sourceProject, '')", "coalesce(targetProject, '')"]
    case (.image, .project): ["coalesce(project, '')"]
    case (.audit, .by): ["user", "host"]
    case (.audit, .name): ["name", "facts"]
    case (.audit, .type): ["action"]
    case (_, .name), (_, .id), (_, .region), (_, .project): [field.rawValue]
    case (.backup, .vault): ["vaultName"]
    case (.backup, .resource): ["resourceName"]
    case (.snapshot, .resource): ["diskName"]
    case (.backup, .description): ["description"]
    case (.task, .from), (.snapshot, .from): ["coalesce(sourceRegion, '')"]
    case (.task, .to): ["coalesce(targetRegion, '')"]
    case (.task, .by): ["user", "host", "trigger"]
    case (.task, .error): ["coalesce(error, '')"]
    case (_, .status): statusColumn.map { [$0] } ?? []
    case (_, .kind): kindColumns
    case (.backup, .type), (.vault, .type), (.task, .type): ["type"]
    case (.snapshot, .usage): ["usage"]
    default: []
    }
  }

  /// Columns of ids whose names stand elsewhere, and the ids by their `name` there.
  fileprivate func namedElsewhere(_ field: FilterField) -> [(column: String, names: String)] {
    let regions = "SELECT id FROM region"
    let vaults = "SELECT id FROM vault"
    let columns: [(column: String, names: String)] =
      switch (self, field) {
      case (.task, .region): [("sourceRegion", regions), ("targetRegion", regions)]
      case (.task, .from), (.snapshot, .from): [("sourceRegion", regions)]
      case (.task, .to): [("targetRegion", regions)]
      case (.task, .vault): [("sourceVault", vaults), ("targetVault", vaults)]
      case (_, .region): [("region", regions)]
      case (.task, .project): []
      case (_, .project): [("project", Self.projects)]
      default: []
      }
    return columns.map { ("coalesce(\($0.column), '')", $0.names) }
  }

  /// The number a comparison looks at.
  fileprivate func amount(of field: FilterField) -> String? {
    switch field {
    case .size: sortKey(.size)
    case .percent: self == .task || self == .snapshot ? sortKey(.percent) : nil
    default: nil
    }
  }

  /// The codes whose words on the screen begin like this.
  fileprivate func statusCodes(labelled text: String) -> [String] {
    let words: [(code: String, label: String)] =
      switch self {
      case .backup: BackupStatus.known.map { ($0.rawValue, $0.label) }
      case .vault: VaultStatus.known.map { ($0.rawValue, $0.label) }
      case .snapshot: SnapshotState.known.map { ($0.rawValue, $0.label) }
      case .task: TaskStatus.allCases.map { ($0.rawValue, $0.label) }
      case .image, .audit: []
      }
    return words.filter { $0.label.lowercased().hasPrefix(text) }.map(\.code)
  }

  private static let projects = """
    SELECT id FROM (SELECT json_extract(entry.value, '$.id') AS id, json_extract(entry.value, '$.name') AS name
    FROM region, json_each(region.projects) AS entry)
    """
}
