import GRDB

extension Schema {
  /// When a backup or snapshot was found damaged, which no date of a good verification can say.
  static func damageVersion(_ database: Database) throws {
    for table in ["backup", "snapshot"] { try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN damaged REAL") }
  }
}
