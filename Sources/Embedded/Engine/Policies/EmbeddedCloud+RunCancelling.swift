import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Cancels every task of a run that has not ended, and what it was still to admit.
  ///
  /// - Returns: The tasks that were cancelled, or the run itself where none was left but the run went on; and why others
  ///   were not. Both are empty where the run had ended.
  public func cancelRun(_ id: String, by requester: Operator) async throws -> Deletion {
    let deletion = try await threads.run { [premises] in
      try premises.audited("cancel-run", by: requester, on: id, refusals: \.refused) {
        let isNew = try premises.markCancelled(id, by: requester)
        var deletion = try premises.cancelTasks(of: id, by: requester)
        if isNew, deletion.done.isEmpty, deletion.refused.isEmpty { deletion.done = [id] }
        return deletion
      }
    }
    for task in deletion.done { await crew.look(for: task) }
    try await settleRuns()
    return deletion
  }
}

extension Premises {
  /// Whether somebody cancelled a run since it began.
  func isCancelled(_ run: PolicyRun) throws -> Bool { try catalog.read { try $0.isCancelled(run: run.id) } }

  /// Cancels what the maker of a run admitted while somebody cancelled it.
  func cancelLate(of run: PolicyRun) throws {
    guard try isCancelled(run) else { return }
    // What cannot be cancelled any more ends by itself.
    _ = try cancelTasks(of: run.id, by: run.requestedBy)
  }

  /// Marks a run, so that nobody admits anything more of it; false where it had ended or was marked before.
  fileprivate func markCancelled(_ id: String, by requester: Operator) throws -> Bool {
    // Where nobody holds it, its maker is done or died.
    let lock = try claims.take(id)
    defer { lock?.release(removing: true) }
    return try catalog.write(durable: true) { transaction in
      guard var run = try transaction.policyRun(id) else { throw Refused([EngineRefusals.unknown("run", id)]) }
      guard run.endedAt == nil, run.cancelledAt == nil else { return false }
      run.cancelledAt = clock.now
      if lock != nil { run.admittedAt = run.admittedAt ?? clock.now }
      run.note = [run.note, "Cancelled by \(requester)."].compactMap(\.self).joined(separator: " ")
      try transaction.put(run)
      try transaction.appendAudit(
        AuditEntry(
          date: clock.now, requester: requester, action: "cancel-run", subject: id,
          region: run.destination?.region ?? "", facts: ["name": run.policy?.name ?? ""]))
      return true
    }
  }

  /// Cancels what has not ended of a run; one that cannot be cancelled keeps no other from it.
  fileprivate func cancelTasks(of run: String, by requester: Operator) throws -> Deletion {
    let steering = Steering(premises: self, rules: try rules(), requester: requester)
    var deletion = Deletion()
    for task in try catalog.read({ try $0.tasks(parent: run) }) where !task.status.hasEnded {
      do {
        _ = try steering.cancel(task.id)
        deletion.done.append(task.id)
      } catch let refused as Refused {
        deletion.refused += refused.refusals
      } catch {
        deletion.refused.append(Refusal(code: .notAvailable, message: Words.line(error), source: task.id))
      }
    }
    return deletion
  }
}
