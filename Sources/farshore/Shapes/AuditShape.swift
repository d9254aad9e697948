import Foundation
import Replication

/// A line of the audit, as `--json` prints it.
struct AuditShape: Encodable {
  var number: Int64
  var date: Date
  var `operator`: String
  var action: String
  var outcome: String
  var subject: String
  var region: String
  var facts: [String: String]
  var hash: String

  init(_ entry: AuditEntry) {
    number = entry.number
    date = entry.date
    `operator` = entry.requester.description
    action = entry.action
    outcome = entry.outcome
    subject = entry.subject
    region = entry.region
    facts = entry.facts.filter { !$0.value.isEmpty }
    hash = entry.hash
  }
}
