import GRDB

extension Schema {
  /// The newest usable replica of each resource in each region, without reading all replicas.
  static func lagVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE INDEX backup_lag ON backup (type, resource, region, created, id)
          WHERE kind = 'replica' AND status = 'available' AND verified IS NOT NULL AND damaged IS NULL
        """)
  }
}
