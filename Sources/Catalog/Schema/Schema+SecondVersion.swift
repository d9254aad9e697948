import GRDB

extension Schema {
  /// Version 2: what moved while a file system was read, and what a task that succeeded has to say.
  static func secondVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE backup ADD COLUMN report TEXT;
        ALTER TABLE task ADD COLUMN note TEXT;
        """)
  }
}
