import Foundation
import GRDB
import Replication

extension CatalogTransaction {
  /// Appends a line; its number is given here.
  ///
  /// Lines can neither be changed nor removed.
  public func appendAudit(_ entry: AuditEntry) throws {
    try database.execute(
      sql: """
        INSERT INTO audit (date, user, host, action, subject, region, outcome, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.date.timeIntervalSinceReferenceDate, entry.requester.user, entry.requester.host, entry.action,
        entry.subject, entry.region, entry.outcome, try Self.json(entry.facts),
      ])
    touched.insert("audit")
  }

  /// The last lines before line `number`, newest first; nil for the end.
  public func audit(before number: Int64? = nil, limit: Int) throws -> [AuditEntry] {
    try fetch("SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?", [number ?? .max, max(0, limit)])
      .map { row in
        let fields = Fields(row)
        return AuditEntry(
          number: try fields.integer("number"), date: try fields.date("date"),
          requester: Operator(user: try fields.text("user"), host: try fields.text("host")),
          action: try fields.text("action"), subject: try fields.text("subject"), region: try fields.text("region"),
          outcome: try fields.text("outcome"), facts: try fields.facts("facts"))
      }
  }
}

extension Fields {
  fileprivate func facts(_ column: String) throws -> [String: String] {
    do {
      return try JSONDecoder().decode([String: String].self, from: Data(try text(column).utf8))
    } catch is DecodingError {
      throw UnreadableRow(column: column)
    }
  }
}
