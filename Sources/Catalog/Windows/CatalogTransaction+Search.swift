import GRDB
public import Replication

/// Windows onto the backups that pass a filter, among so many that counting them first would keep an operator waiting.
///
/// The first rows are looked for in the order of the list; where few of those match, by the index of texts, and where
/// that cannot help, by one pass over the table. The total is left open where it takes a pass of its own.
extension CatalogTransaction {
  /// Matches counted together with the first rows.
  private static var countedMatches: Int { 3_000 }

  func search<Entity: Codable & Hashable & Sendable>(
    _ query: ListingQuery, _ anchor: Anchor, _ limit: Int, among basis: Int, _ make: ([Row]) throws -> [Entity]
  ) throws -> Window<Entity> {
    var total = try knownTotal(query)
    let wanted =
      switch anchor {
      case .offset(let offset): offset
      case .around(let id): try searchRank(of: id, query).map { $0 - limit / 2 } ?? 0
      }
    let offset = max(0, min(wanted, total.map { $0 - limit } ?? wanted))
    var places = try walk(query, offset: offset, limit: limit)
    if places.count < limit { places = try searchPlaces(query, offset: offset, limit: limit) }
    // Fewer than asked for: the list ends here.
    if places.count < limit, !places.isEmpty || offset == 0 { total = total ?? offset + places.count }
    if places.isEmpty, offset > 0 { return try search(query, .offset(0), limit, among: basis, make) }
    return Window(
      rows: try make(rows(at: places, in: query.table)), offset: offset, total: total ?? offset + places.count,
      unfilteredTotal: basis, isCounted: total != nil)
  }

  /// How many rows a listing has, however long the count takes.
  public func total(_ listing: Listing) throws -> Int {
    let query = ListingQuery(listing)
    guard query.table == .backup, !query.isUnfiltered, !hasChanged(query.filtered, in: .backup) else {
      return try count(query.filtered, in: query.table)
    }
    return try countCache.count(countKey(query.filtered, in: query.table)) { try countMatches(query) }
  }

  private func knownTotal(_ query: ListingQuery) throws -> Int? {
    let key = try countKey(query.filtered, in: query.table)
    if let known = countCache.known(key) { return known }
    guard let text = query.text?.indexQuery else { return nil }
    let atMost = try integer(
      "SELECT count(*) FROM (SELECT rowid FROM backup_text WHERE backup_text MATCH ? LIMIT ?)",
      [text, Self.countedMatches + 1])
    guard atMost <= Self.countedMatches else { return nil }
    return try countCache.count(key) { try countMatches(query) }
  }

  private func countMatches(_ query: ListingQuery) throws -> Int {
    let source = Source(query)
    return try integer("SELECT count(*) FROM \(source.tables) WHERE \(source.condition)", source.values)
  }

  /// The first matches among the rows that stand first in the list.
  private func walk(_ query: ListingQuery, offset: Int, limit: Int) throws -> [Int64] {
    guard offset + limit <= Self.countedAtOnce / 10 else { return [] }
    let direction = query.descending ? "DESC" : "ASC"
    return try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT place FROM (
            SELECT rowid AS place, * FROM backup WHERE \(query.basis.sql)
            ORDER BY \(query.sortKey) \(direction), id \(direction) LIMIT \(Self.countedAtOnce / 2))
          WHERE \(query.filtered.sql) LIMIT ? OFFSET ?
          """),
      arguments: StatementArguments(query.basis.values + query.filtered.values) + [limit, offset])
  }

  private func searchPlaces(_ query: ListingQuery, offset: Int, limit: Int) throws -> [Int64] {
    let direction = query.descending ? "DESC" : "ASC"
    let source = Source(query)
    return try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT backup.rowid FROM \(source.tables) WHERE \(source.condition)
          ORDER BY \(query.sortKey) \(direction), id \(direction) LIMIT ? OFFSET ?
          """), arguments: source.values + [limit, offset])
  }

  private func searchRank(of id: String, _ query: ListingQuery) throws -> Int? {
    let source = Source(query)
    let found = try fetchOne(
      "SELECT \(query.sortKey) AS sortKey FROM backup WHERE id = ? AND \(query.filtered.sql)",
      StatementArguments([id] + query.filtered.values))
    guard let found else { return nil }
    let key: DatabaseValue = found["sortKey"]
    return try integer(
      """
      SELECT count(*) FROM \(source.tables)
      WHERE \(source.condition) AND (\(query.sortKey), id) \(query.descending ? ">" : "<") (?, ?)
      """, source.values + [key, id])
  }

  /// Where matches are taken from: the index of texts first, else the whole table in the order it lies in.
  private struct Source {
    var tables = "backup NOT INDEXED"
    var condition: String
    var values: StatementArguments

    init(_ query: ListingQuery) {
      condition = query.filtered.sql
      values = StatementArguments(query.filtered.values)
      guard let text = query.text, let parts = text.indexQuery else { return }
      tables = "backup_text CROSS JOIN backup ON backup.rowid = backup_text.rowid"
      let rest = text.indexIsExact ? query.withoutText : query.filtered
      condition = "backup_text MATCH ? AND " + rest.sql.replacing("search,", with: "backup.search,")
      values = StatementArguments([parts] + rest.values)
    }
  }
}
