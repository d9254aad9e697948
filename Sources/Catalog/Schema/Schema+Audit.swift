import Foundation
import GRDB

extension Schema {
  /// Ties the lines that an older program wrote to each other, keeps the hashes of all, and lets them be listed.
  static func auditVersion(_ database: Database) throws {
    try database.execute(sql: "DROP TRIGGER IF EXISTS audit_unchanged")
    var previous = AuditChain.origin
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY number")
    while let row = try rows.next() {
      let hash = try AuditChain.hash(Fields(row), after: previous)
      try database.execute(
        sql: "UPDATE audit SET previousHash = ?, hash = ? WHERE number = ?",
        arguments: [previous, hash, row["number"] as Int64])
      previous = hash
    }
    try database.execute(
      sql: """
        ALTER TABLE audit ADD COLUMN id TEXT AS (printf('%012d', number)) VIRTUAL;
        ALTER TABLE audit ADD COLUMN created REAL AS (date) VIRTUAL;
        ALTER TABLE audit ADD COLUMN name TEXT AS (subject) VIRTUAL;
        ALTER TABLE audit ADD COLUMN search TEXT AS (
          lower(user || '@' || host || ' ' || action || ' ' || outcome || ' ' || subject || ' ' || region || ' ' || facts)
        ) VIRTUAL;
        CREATE INDEX audit_created ON audit (created, id);
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
        """)
  }
}
