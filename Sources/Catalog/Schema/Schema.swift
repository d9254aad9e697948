import GRDB

/// The tables and their versions; `PRAGMA user_version` says which a file has.
enum Schema {
  /// Marks a file as a catalog of farshore ("Fshr").
  static let application = 0x4673_6872

  /// Each step brings a file one version on; a step that was released is never changed again.
  static let steps: [@Sendable (Database) throws -> Void] = [
    firstVersion, secondVersion, thirdVersion, coverageVersion, queueVersion, useVersion, damageVersion,
    reportedVersion, cloudFactsVersion, policyVersion, restoreVersion, auditVersion, snapshotDrillVersion,
    reachVersion, wholeResourceVersion, runMarkVersion, wholeBackupVersion,
  ]

  /// The version this program knows.
  static var version: Int { steps.count }

  /// Brings a file up to date, under one lock, so that two processes that open it at once do it once.
  ///
  /// Returns whether the file was empty before.
  static func migrate(_ connection: DatabaseQueue, path: String) throws -> Bool {
    try connection.writeWithoutTransaction { database in
      var wasEmpty = false
      try database.inTransaction(.immediate) {
        let found = try check(database, path: path)
        wasEmpty = found == 0
        for step in steps.dropFirst(found) { try step(database) }
        if found < version {
          try database.execute(sql: "PRAGMA user_version = \(version)")
          try database.execute(sql: "PRAGMA application_id = \(application)")
        }
        return .commit
      }
      return wasEmpty
    }
  }

  /// The version of a file; 0 for an empty one.
  ///
  /// Reads every table's first page, so that gross damage is seen now.
  private static func check(_ database: Database, path: String) throws -> Int {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    if tables.isEmpty && found == 0 { return 0 }
    guard owner == application else { throw CatalogError.foreign(path: path) }
    guard found <= version else { throw CatalogError.newerVersion(path: path, found: found, known: version) }
    guard found > 0, tables.contains("counter") else {
      throw CatalogError.corrupt(path: path, reason: "it has a version but not its tables")
    }
    for table in tables {
      _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier) LIMIT 1")
    }
    return found
  }
}
