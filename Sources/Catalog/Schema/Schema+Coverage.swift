import GRDB

extension Schema {
  /// Originals by resource, newest first: the coverage of resources reads this index instead of all backups.
  static func coverageVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE INDEX backup_original ON backup (type, resource, created, resourceName, size, region, project)
          WHERE kind = 'backup'
        """)
  }
}
