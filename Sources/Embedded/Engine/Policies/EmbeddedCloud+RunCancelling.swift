import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Cancels every task of a run that has not ended, and what it was still to admit.
  ///
  /// - Returns: The tasks that were cancelled, and why others were not.
  public func cancelRun(_ id: String, by requester: Operator) async throws -> Deletion {
    let deletion = try await threads.run { [premises] in
      // Whoever is admitting its tasks goes on: what it admits is cancelled with the next attempt.
      let lock = try premises.claims.take(id)
      defer { lock?.release(removing: true) }
      if lock != nil { try premises.admitNoMore(id, by: requester) }
      let steering = Steering(premises: premises, rules: try premises.rules(), requester: requester)
      var deletion = Deletion()
      for task in try premises.catalog.read({ try $0.tasks(parent: id) }) where !task.status.hasEnded {
        do {
          _ = try steering.cancel(task.id)
          deletion.done.append(task.id)
        } catch let refused as Refused {
          deletion.refused += refused.refusals
        }
      }
      return deletion
    }
    for task in deletion.done { await crew.look(for: task) }
    try await settleRuns()
    return deletion
  }
}

extension Premises {
  /// Notes that a run whose maker died is not gone on with.
  fileprivate func admitNoMore(_ id: String, by requester: Operator) throws {
    try catalog.write(durable: true) { transaction in
      guard var run = try transaction.policyRun(id), run.admittedAt == nil else { return }
      run.admittedAt = clock.now
      run.note = [run.note, "Cancelled by \(requester)."].compactMap(\.self).joined(separator: " ")
      try transaction.put(run)
    }
  }
}
