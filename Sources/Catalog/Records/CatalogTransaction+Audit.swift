import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// Appends a line; its number and hash are given here.
  ///
  /// Lines can neither be changed nor removed.
  public func appendAudit(_ entry: AuditEntry) throws {
    let last = try fetchOne("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").map(Fields.init)
    let number = try (last?.integer("number") ?? 0) + 1
    let previous = last?.optionalBytes("hash") ?? AuditChain.origin
    let texts = [
      entry.requester.user, entry.requester.host, entry.action, entry.subject, entry.region, entry.outcome,
      try Self.json(entry.facts),
    ]
    let hash = try AuditChain.hash(number: number, date: entry.date, texts: texts, after: previous)
    let values: [any DatabaseValueConvertible] =
      [number, entry.date.timeIntervalSinceReferenceDate] + texts + [previous, hash]
    try database.execute(
      sql: """
        INSERT INTO audit
          (number, date, user, host, action, subject, region, outcome, facts, previousHash, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, arguments: StatementArguments(values))
    touched.insert("audit")
  }

  /// The last lines before line `number`, newest first; nil for the end.
  public func audit(before number: Int64? = nil, limit: Int) throws -> [AuditEntry] {
    try fetch("SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?", [number ?? .max, max(0, limit)])
      .map { try AuditEntry(Fields($0)) }
  }

  /// The end of the audit; nil where it has no line.
  public func auditHead() throws -> AuditHead? {
    guard let last = try fetchOne("SELECT number, date, hash FROM audit ORDER BY number DESC LIMIT 1"),
      let first = try fetchOne("SELECT hash FROM audit ORDER BY number LIMIT 1")
    else { return nil }
    return AuditHead(
      chain: Fields(first).hash, number: try Fields(last).integer("number"), hash: Fields(last).hash,
      date: try Fields(last).date("date"))
  }

  /// Reads the whole audit and says where it does not fit itself; keeps nothing of it in memory.
  public func checkAudit() throws -> AuditCheck {
    var check = AuditCheck(head: try auditHead())
    var previous = AuditChain.origin
    var expected: Int64 = 1
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY number")
    while let row = try rows.next() {
      let fields = Fields(row)
      let number = try fields.integer("number")
      if number != expected { check.flaws.append(.missing(from: expected, to: number - 1)) }
      let claimed = fields.optionalBytes("previousHash") ?? Data()
      let hash = try AuditChain.hash(fields, after: claimed)
      // Behind a gap a line cannot be held against the one before it.
      let isTied = number != expected || claimed == previous
      if !isTied || fields.optionalBytes("hash") != hash { check.flaws.append(.changed(line: number)) }
      previous = fields.optionalBytes("hash") ?? hash
      expected = number + 1
      check.lines += 1
    }
    return check
  }

  /// The action of an audit's first line.
  public static let beginsAudit = "begin-audit"

  /// The audits that were known when this one began, or when a store was taken over, by their chains.
  public func knownAudits() throws -> Set<String> {
    let rows = try fetch("SELECT facts FROM audit WHERE action IN (?, 'import')", [Self.beginsAudit])
    return try rows.reduce(into: []) { known, row in known.formUnion(try Fields(row).facts("facts").keys) }
  }

  /// The hash of a line, hexadecimal; nil where there is no such line.
  public func auditHash(ofLine number: Int64) throws -> String? {
    try fetchOne("SELECT hash FROM audit WHERE number = ?", [number]).map { Fields($0).hash }
  }
}

extension AuditEntry {
  init(_ fields: Fields) throws {
    self.init(
      number: try fields.integer("number"), date: try fields.date("date"),
      requester: Operator(user: try fields.text("user"), host: try fields.text("host")),
      action: try fields.text("action"), subject: try fields.text("subject"), region: try fields.text("region"),
      outcome: try fields.text("outcome"), facts: try fields.facts("facts"))
    hash = fields.hash
  }
}

extension Fields {
  fileprivate var hash: String { optionalBytes("hash").map(AuditChain.text) ?? "" }

  fileprivate func facts(_ column: String) throws -> [String: String] {
    do {
      return try JSONDecoder().decode([String: String].self, from: Data(try text(column).utf8))
    } catch is DecodingError {
      throw UnreadableRow(column: column)
    }
  }
}
