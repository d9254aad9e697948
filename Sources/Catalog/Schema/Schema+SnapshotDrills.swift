import GRDB

extension Schema {
  /// What the last restore drill of a snapshot found.
  static func snapshotDrillVersion(_ database: Database) throws {
    try database.execute(sql: "ALTER TABLE snapshot ADD COLUMN drill TEXT")
  }
}
