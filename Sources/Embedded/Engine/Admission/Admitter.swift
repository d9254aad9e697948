import Catalog
import Foundation
import Replication

/// Admits requests one by one: rules, reservation, task and target row in one durable transaction (S24, S25).
struct Admitter {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator
  /// The task that is tried again; nil for a new request.
  var retried: CloudTask?
  /// The run that asks, where one does.
  var lineage = Lineage()

  /// What came of one request.
  struct Verdict {
    var task: CloudTask?
    var refused: [Refusal] = []
  }

  /// The id of what is made: a retry makes the same again.
  func targetID() -> String { retried?.target?.id ?? premises.newID() }

  /// The row of the task, new or once more.
  func task(
    _ type: TaskType, id: String? = nil, source: TaskEndpoint?, target: TaskEndpoint?,
    trigger: TaskTrigger = .manual, bytes: Int64
  ) -> CloudTask {
    guard var again = retried else {
      return CloudTask(
        id: id ?? premises.newID(), type: type, status: .waiting, source: source, target: target,
        trigger: lineage.policy == nil ? trigger : .policy, requestedBy: requester, bytesTotal: bytes,
        createdAt: premises.clock.now, note: lineage.note, parent: lineage.run, retries: lineage.retries)
    }
    (again.status, again.phase, again.retries) = (.waiting, .queued, again.retries + 1)
    (again.source, again.target) = (source, target)
    (again.bytesTotal, again.bytesDone, again.rate) = (bytes, 0, nil)
    (again.error, again.endedAt, again.startedAt) = (nil, nil, nil)
    return again
  }

  /// Whether the task that is retried may be: another process may have done it a moment ago.
  func retryRefusals(_ transaction: CatalogTransaction) throws -> [Refusal] {
    guard let retried else { return [] }
    guard let present = try transaction.task(retried.id) else { return [EngineRefusals.unknownTask(retried.id)] }
    return rules.refusals(.retry, present)
  }

  /// Writes a task's order and admits the task in one durable transaction; without a task there is no order either.
  func ordered(
    _ order: WorkOrder, as id: String, _ admit: (CatalogTransaction) throws -> Verdict
  ) throws -> Verdict {
    let former = try premises.orders.load(id)
    var order = order
    // A retry that is refused can be tried once more: what it needs of the target stays.
    (order.backup, order.snapshot) = (former?.backup, former?.snapshot)
    try premises.orders.put(order, for: id)
    do {
      let verdict = try premises.catalog.write(durable: true, admit)
      if verdict.task == nil, former == nil { premises.orders.remove(id) }
      return verdict
    } catch {
      if former == nil { premises.orders.remove(id) }
      throw error
    }
  }

  /// Puts the task and a line of the audit.
  func put(_ task: CloudTask, _ transaction: CatalogTransaction) throws {
    try transaction.put(task)
    try transaction.appendAudit(
      premises.audit(retried == nil ? task.type.rawValue : "retry", task, outcome: "admitted", by: requester))
  }
}
