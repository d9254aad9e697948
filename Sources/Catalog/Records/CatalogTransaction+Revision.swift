import GRDB

extension CatalogTransaction {
  /// Grows with every change anybody commits.
  public func revision() throws -> Int { try Self.revision(database) }

  /// Whether the catalog was made anew and nobody has called `markRebuilt` since.
  public func needsRebuild() throws -> Bool { try generation(of: "rebuilt") == 0 }

  /// Notes that everything the stores and the context file say stands in the catalog.
  public func markRebuilt() throws { touched.insert("rebuilt") }

  static func revision(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM counter WHERE name = 'revision'")) ?? 0
  }

  /// How often a table was changed; counts made of it hold until it is changed again.
  func generation(of table: String) throws -> Int {
    try integer("SELECT value FROM counter WHERE name = ?", [table])
  }

  /// Takes changed texts into their index: of each row what stood before the first change and stands after the last.
  private func indexTexts() throws {
    for sql in [
      """
      INSERT INTO backup_text (backup_text, rowid, search)
        SELECT 'delete', place, former FROM text_change AS change WHERE former IS NOT NULL
        AND number = (SELECT min(number) FROM text_change WHERE place = change.place)
      """,
      """
      INSERT INTO backup_text (rowid, search)
        SELECT place, present FROM text_change AS change WHERE present IS NOT NULL
        AND number = (SELECT max(number) FROM text_change WHERE place = change.place)
      """, "DELETE FROM text_change",
    ] {
      try database.cachedStatement(sql: sql).execute()
    }
  }

  /// Counts up what was changed and returns the revision; the last thing a transaction does.
  func close() throws -> Int {
    guard !touched.names.isEmpty else { return try revision() }
    if touched.names.contains("backup") { try indexTexts() }
    let count = try database.cachedStatement(
      sql: "INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1")
    for name in touched.names.sorted() + ["revision"] { try count.execute(arguments: [name]) }
    return try revision()
  }
}
