import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Changes what is registered, by an operator's order: audited when it is done, and when it is refused or fails.
  ///
  /// - Parameters:
  ///   - action: What was ordered, such as `add-server`.
  ///   - name: What it is about, as the operator named it.
  ///   - region: Its region; empty where the order names none.
  ///   - facts: What else the line says.
  public func ordered<Thing: Identifiable>(
    _ action: String, on name: String, in region: String = "", by requester: Operator, facts: [String: String] = [:],
    _ body: (EmbeddedCloud) throws -> Thing
  ) throws -> Thing where Thing.ID == String {
    let thing = try premises.audited(action, by: requester, on: name) { try body(self) }
    do {
      try catalog.write(durable: true) { transaction in
        try transaction.appendAudit(
          AuditEntry(
            date: premises.clock.now, requester: requester, action: action, subject: thing.id, region: region,
            facts: facts.merging(["name": name]) { $1 }))
      }
    } catch {
      // The order was carried out; to say that it failed would have it given once more.
      premises.notices.post("\(action) \(name): done, but not written into the audit: \(Words.line(error))")
    }
    return thing
  }
}
