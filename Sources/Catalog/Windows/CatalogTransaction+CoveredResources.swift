import GRDB
import Replication

extension CatalogTransaction {
  /// Resources by their newest original; filters keep a resource of which any original matches.
  func resources(
    _ type: ResourceType, _ query: ListingQuery, _ sort: Listing.Column, at anchor: Anchor, limit: Int
  ) throws -> Window<CoverageRow> {
    let limit = min(max(0, limit), 10_000)
    let condition = query.filtered
    let total = try resourceCount(condition)
    let wanted =
      switch anchor {
      case .offset(let offset): offset
      case .around(let id): try rank(ofResourceOf: id, query, sort) - limit / 2
      }
    let offset = max(0, min(wanted, total - limit))
    let direction = query.descending ? "DESC" : "ASC"
    let groups = try fetch(
      """
      \(Self.groups(condition)) SELECT resource, name, originals FROM groups
      ORDER BY \(Self.key(sort)) \(direction), resource \(direction) LIMIT ? OFFSET ?
      """, StatementArguments(condition.values) + [limit, offset])
    return Window(
      rows: try groups.map { try coverage(ofResource: Fields($0), type) }, offset: offset, total: total,
      unfilteredTotal: try resourceCount(query.basis))
  }

  private static func groups(_ condition: ListingQuery.Condition) -> String {
    """
    WITH groups AS (
      SELECT resource, min(resourceName) AS name, max(created) AS newest, max(size) AS largest, count(*) AS originals
      FROM backup INDEXED BY backup_original WHERE \(condition.sql) GROUP BY resource)
    """
  }

  private static func key(_ sort: Listing.Column) -> String {
    switch sort {
    case .name, .resource: "name COLLATE NOCASE"
    case .size: "largest"
    default: "newest"
    }
  }

  /// How many resources stand before the one that this backup was taken of; 0 when it is not listed.
  private func rank(ofResourceOf backup: String, _ query: ListingQuery, _ sort: Listing.Column) throws -> Int {
    let key = Self.key(sort)
    return try integer(
      """
      \(Self.groups(query.filtered)) SELECT count(*) FROM groups WHERE (\(key), resource) \(query.descending ? ">" : "<")
        (SELECT \(key), resource FROM groups WHERE resource = (SELECT resource FROM backup WHERE id = ?))
      """, StatementArguments(query.filtered.values) + [backup])
  }

  private func resourceCount(_ condition: ListingQuery.Condition) throws -> Int {
    let compute = {
      try integer("\(Self.groups(condition)) SELECT count(*) FROM groups", StatementArguments(condition.values))
    }
    if hasChanged(condition, in: .backup) { return try compute() }
    var key = try countKey(condition, in: .backup)
    key.condition = "resources " + key.condition
    return try countCache.count(key, compute)
  }

  /// The newest usable original of a resource (the newest at all where none is), its own copies, and the newest usable
  /// older one in each region.
  private func coverage(ofResource fields: Fields, _ type: ResourceType) throws -> CoverageRow {
    let resource = [type.rawValue, try fields.text("name"), try fields.text("resource")]
    // Left alone, SQLite goes through all backups of the type.
    let source = "backup INDEXED BY backup_resource"
    let condition = "type = ? AND resourceName = ? COLLATE NOCASE AND resource = ?"
    func newest(_ also: String) throws -> [Backup] {
      try backups(
        fetch(
          "SELECT * FROM \(source) WHERE \(condition) AND kind = 'backup' \(also) ORDER BY created DESC, id DESC LIMIT 1",
          StatementArguments(resource)))
    }
    let usable = try newest("AND status = 'available'")
    guard var row = try covered(usable.isEmpty ? newest("") : usable).first else {
      throw UnreadableRow(column: "resource")
    }
    row.originals = Int(try fields.integer("originals"))
    // Of several rows of a group SQLite takes the other columns from the one that has the maximum.
    let older = try fetch(
      """
      SELECT region, id, max(created) AS created FROM \(source)
      WHERE \(condition) AND kind = 'replica' AND status = 'available' AND source <> ? GROUP BY region
      """, StatementArguments(resource + [row.id]))
    let drills = try drills(of: older.map { try Fields($0).text("id") })
    row.copies += try older.map { row in
      let fields = Fields(row)
      return CoverageCopy(
        id: try fields.text("id"), region: try fields.text("region"), standing: .verified,
        word: BackupStatus.available.label, createdAt: try fields.date("created"), isOlder: true,
        drill: drills[try fields.text("id")])
    }
    return row
  }
}
