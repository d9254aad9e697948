import GRDB

extension Schema {
  /// What a live cloud has let us know of the account as a whole, with the moment at which it did.
  static func cloudFactsVersion(_ database: Database) throws {
    try database.execute(
      sql: "CREATE TABLE cloud_fact (name TEXT PRIMARY KEY NOT NULL, moment REAL NOT NULL) STRICT, WITHOUT ROWID;")
  }
}
