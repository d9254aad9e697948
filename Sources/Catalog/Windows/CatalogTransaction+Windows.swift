import GRDB
public import Replication

extension CatalogTransaction {
  /// A window of at most `limit` rows onto a listing.
  public func rows(_ listing: Listing, at anchor: Anchor, limit: Int) throws -> ListedRows {
    let query = ListingQuery(listing)
    if case .coverage(let subject) = listing.subject {
      return .coverage(try coverage(subject, query, listing.sort, at: anchor, limit: limit))
    }
    return switch query.table {
    case .backup: .backups(try window(query, anchor, limit) { try backups($0) })
    case .vault: .vaults(try window(query, anchor, limit) { try vaults($0) })
    case .snapshot: .snapshots(try window(query, anchor, limit) { try snapshots($0) })
    case .task: .tasks(try window(query, anchor, limit) { try tasks($0) })
    case .image: .images(try window(query, anchor, limit) { try images($0) })
    case .audit: .audit(try window(query, anchor, limit) { try $0.map { try AuditEntry(Fields($0)) } })
    }
  }

  /// Row counts of the services.
  public func counts(_ scope: Scope) throws -> ServiceCounts {
    ServiceCounts(
      servers: try total(.backups(.server), scope), disks: try total(.backups(.disk), scope),
      turbo: try total(.backups(.turbo), scope), snapshots: try total(.snapshots, scope))
  }

  /// Row counts of every region, and of every project in it.
  public func placeCounts() throws -> [Scope: ServiceCounts] {
    var counts: [Scope: ServiceCounts] = [:]
    func add(_ fields: Fields, _ rows: Int, _ kind: WritableKeyPath<ServiceCounts, Int>) throws {
      let region = try fields.text("region")
      let project = try fields.text("project")
      counts[Scope(region: region), default: ServiceCounts()][keyPath: kind] += rows
      counts[Scope(region: region, project: project), default: ServiceCounts()][keyPath: kind] += rows
    }
    for row in try fetch("SELECT type, region, project, backups FROM tally") {
      let fields = Fields(row)
      let kinds: [String: WritableKeyPath<ServiceCounts, Int>] = [
        "server": \.servers, "disk": \.disks, "turbo": \.turbo,
      ]
      if let kind = kinds[try fields.text("type")] { try add(fields, Int(try fields.integer("backups")), kind) }
    }
    for row in try fetch("SELECT region, project, count(*) AS snapshots FROM snapshot GROUP BY region, project") {
      try add(Fields(row), Int(try Fields(row).integer("snapshots")), \.snapshots)
    }
    return counts
  }

  private func total(_ subject: Listing.Subject, _ scope: Scope) throws -> Int {
    let query = ListingQuery(Listing(subject, scope: scope))
    return try unfilteredTotal(query)
  }

  func window<Entity: Codable & Hashable & Sendable>(
    _ query: ListingQuery, _ anchor: Anchor, _ limit: Int, _ make: ([Row]) throws -> [Entity]
  ) throws -> Window<Entity> {
    let limit = min(max(0, limit), 10_000)
    let basis = try unfilteredTotal(query)
    if query.table == .backup, !query.isUnfiltered, !hasChanged(query.filtered, in: query.table),
      basis > Self.countedAtOnce
    {
      return try search(query, anchor, limit, among: basis, make)
    }
    let total = query.isUnfiltered ? basis : try count(query.filtered, in: query.table)
    let wanted =
      switch anchor {
      case .offset(let offset): offset
      case .around(let id): try rank(of: id, query).map { $0 - limit / 2 } ?? 0
      }
    let offset = max(0, min(wanted, total - limit))
    let places = try places(query, offset: offset, limit: min(limit, total - offset), total: total)
    return Window(
      rows: try make(rows(at: places, in: query.table)), offset: offset, total: total, unfilteredTotal: basis)
  }

  /// Up to so many rows are compared with a text and counted before the first of them are shown.
  static var countedAtOnce: Int { 20_000 }

  /// How many rows there are without filters; of backups that is kept, since there may be a million.
  private func unfilteredTotal(_ query: ListingQuery) throws -> Int {
    guard query.isTallied else { return try count(query.basis, in: query.table) }
    return try integer(
      "SELECT coalesce(sum(backups), 0) FROM tally WHERE \(query.basis.sql)", StatementArguments(query.basis.values))
  }

  func count(_ condition: ListingQuery.Condition, in table: Resolvable) throws -> Int {
    let compute = {
      try integer("SELECT count(*) FROM \(table.table) WHERE \(condition.sql)", StatementArguments(condition.values))
    }
    if hasChanged(condition, in: table) { return try compute() }
    return try countCache.count(countKey(condition, in: table), compute)
  }

  /// Whether this transaction has changed what a count looks at: a table has no generation of its own before the end.
  func hasChanged(_ condition: ListingQuery.Condition, in table: Resolvable) -> Bool {
    !touched.names.isDisjoint(with: condition.elsewhere.union([table.table]))
  }

  func countKey(_ condition: ListingQuery.Condition, in table: Resolvable) throws -> CountCache.Key {
    CountCache.Key(
      condition: "\(table.table) \(condition.sql)", values: condition.values,
      generation: try condition.elsewhere.union([table.table]).map { try generation(of: $0) }.reduce(0, +))
  }

  /// How many rows stand before the row of this id; nil when it is not listed.
  func rank(of id: String, _ query: ListingQuery) throws -> Int? {
    let condition = query.filtered
    let name = query.table.table
    let found = try fetchOne(
      "SELECT \(query.sortKey) AS sortKey FROM \(name) WHERE id = ? AND \(condition.sql)",
      StatementArguments([id] + condition.values))
    guard let found else { return nil }
    let key: DatabaseValue = found["sortKey"]
    return try integer(
      """
      SELECT count(*) FROM \(name)
      WHERE (\(query.sortKey), id) \(query.descending ? ">" : "<") (?, ?) AND \(condition.sql)
      """, [key, id] + StatementArguments(condition.values))
  }

  /// The row numbers of a window, found from whichever end of the listing is nearer.
  private func places(_ query: ListingQuery, offset: Int, limit: Int, total: Int) throws -> [Int64] {
    let fromEnd = offset > total / 2
    let direction = query.descending == fromEnd ? "ASC" : "DESC"
    let skipped = fromEnd ? total - offset - limit : offset
    let condition = query.filtered
    let places = try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT rowid FROM \(query.table.table) WHERE \(condition.sql)
          ORDER BY \(query.sortKey) \(direction), id \(direction) LIMIT ? OFFSET ?
          """), arguments: StatementArguments(condition.values) + [limit, skipped])
    return fromEnd ? places.reversed() : places
  }

  /// The rows of these numbers, in this order.
  func rows(at places: [Int64], in table: Resolvable) throws -> [Row] {
    let list = places.map(String.init).joined(separator: ", ")
    let sql =
      table == .task
      ? Self.taskQuery("task.rowid IN (\(list))")
      : "SELECT rowid AS place, * FROM \(table.table) WHERE rowid IN (\(list))"
    let numbered = try Row.fetchAll(database, sql: sql)
    let found = try Dictionary(numbered.map { (try Fields($0).integer("place"), $0) }) { $1 }
    return places.compactMap { found[$0] }
  }
}
