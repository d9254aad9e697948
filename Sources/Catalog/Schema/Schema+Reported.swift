import GRDB

extension Schema {
  /// What a live cloud says itself: what a vault holds, and when a region was last read.
  static func reportedVersion(_ database: Database) throws {
    try database.execute(
      sql: "ALTER TABLE vault ADD COLUMN reported INTEGER; ALTER TABLE region ADD COLUMN refreshed REAL")
  }
}
