import GRDB

extension CatalogTransaction {
  /// All rows, or none where nothing matches.
  func fetch(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
  }

  func fetchOne(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  func integer(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// Runs a query of the form `… IN (\(list))` for any number of ids, a few thousand at a time: SQLite takes no more.
  func fetch(among ids: [String], _ sql: (_ list: String) -> String) throws -> [Row] {
    if ids.count == 1 { return try fetch(sql(Self.placeholders(1)), [ids[0]]) }
    var rows: [Row] = []
    var start = 0
    while start < ids.count {
      let part = ids[start..<min(start + 5_000, ids.count)]
      rows += try Row.fetchAll(
        database, sql: sql(Self.placeholders(part.count)), arguments: StatementArguments(Array(part)))
      start += part.count
    }
    return rows
  }
}
