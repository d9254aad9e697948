import Foundation
import Replication

/// A run of a policy, as `--json` prints it.
struct PolicyRunShape: Encodable {
  /// What it did with one backup or resource.
  struct Item: Encodable {
    var source: String
    var name: String
    var region: String
    var vault: String
    var outcome: String
    var code: String?
    var message: String?
    var task: String?
    var taskStatus: String?
    var error: String?
    /// The same in words.
    var words: String
  }

  var id: String
  var operation: String
  var status: String
  var slot: Date?
  var `operator`: String
  var startedAt: Date
  var endedAt: Date?
  var note: String?
  var counts: PolicyRunCounts
  var items: [Item]?

  init(_ run: PolicyRun, items: [PolicyRunItem]?) {
    (id, operation, status) = (run.id, run.operation.rawValue, run.status.rawValue)
    (slot, startedAt, endedAt, note) = (run.slot, run.startedAt, run.endedAt, run.note)
    self.operator = run.requestedBy.description
    counts = run.counts
    self.items = items?.map {
      Item(
        source: $0.source.id, name: $0.source.name, region: $0.region, vault: $0.vault, outcome: $0.outcome.rawValue,
        code: $0.code, message: $0.message, task: $0.task, taskStatus: $0.status?.rawValue, error: $0.error,
        words: $0.words)
    }
  }
}
