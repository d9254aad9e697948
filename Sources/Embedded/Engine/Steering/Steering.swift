import Catalog
import Replication

/// Changes what a task's row says; whoever moves the task sees it within half a second.
struct Steering {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator

  /// Ends a task without a result: its target, lock and reservation go in the same transaction.
  func cancel(_ id: String) throws -> CloudTask {
    let claim = try premises.claims.take(id)
    defer { claim?.release(removing: true) }
    guard let task = try premises.catalog.task(id) else { throw Refused([EngineRefusals.unknownTask(id)]) }
    if claim != nil, try isPublished(task) {
      // Its mover died between the two steps of publishing: it is there, so it succeeded.
      return try finish(task)
    }
    premises.keepTarget(of: task)
    let cancelled = try change(id, .cancel, isHeld: claim == nil) { task, transaction in
      try transaction.removeTarget(of: task)
      task.end(.cancelled, error: nil, at: premises.clock.now)
    }
    if claim != nil { cleanUp(cancelled) }
    return cancelled
  }

  /// Stops a task after the chunk in hand; target, lock and reservation stay.
  func pause(_ id: String) throws -> CloudTask {
    let claim = try premises.claims.take(id)
    defer { claim?.release() }
    return try change(id, .pause, isHeld: claim == nil) { task, _ in
      task.status = .paused
      task.rate = nil
    }
  }

  /// Puts a paused or interrupted task back into the queue; what is verified is not moved again.
  func resume(_ id: String) throws -> CloudTask {
    try change(id, .resume, isHeld: false) { task, _ in
      task.status = .waiting
      task.phase = .queued
      task.error = nil
    }
  }

  /// Admits a failed or cancelled task anew: all rules again, the same ids.
  func retry(_ id: String) throws -> CloudTask {
    guard let task = try premises.catalog.task(id) else { throw Refused([EngineRefusals.unknownTask(id)]) }
    let refused = rules.refusals(.retry, task)
    guard refused.isEmpty else { throw Refused(refused) }
    let admitter = Admitter(premises: premises, rules: rules, requester: requester, retried: task)
    let verdict = try admitter.admitAgain(task)
    guard let again = verdict.task else { throw Refused(verdict.refused) }
    return again
  }

  /// One durable transaction that changes the row if its status allows it.
  private func change(
    _ id: String, _ action: TaskAction, isHeld: Bool, _ body: (inout CloudTask, CatalogTransaction) throws -> Void
  ) throws -> CloudTask {
    try premises.catalog.write(durable: true) { transaction in
      guard var task = try transaction.task(id) else { throw Refused([EngineRefusals.unknownTask(id)]) }
      let refused = rules.refusals(action, task)
      guard refused.isEmpty else { throw Refused(refused) }
      if isHeld, task.status == .running, task.phase == .publishing {
        throw Refused([EngineRefusals.publishing(task)])
      }
      try body(&task, transaction)
      try transaction.put(task)
      try transaction.appendAudit(premises.audit(action.rawValue, task, by: requester))
      return task
    }
  }

  private func isPublished(_ task: CloudTask) throws -> Bool {
    guard !task.status.hasEnded, let target = task.target else { return false }
    switch task.type {
    case .backup, .replication: return try premises.stores.readable(target.region).backup(target.id) != nil
    case .snapshot, .copy: return try premises.stores.readable(target.region).snapshot(target.id) != nil
    default: return false
    }
  }

  private func finish(_ task: CloudTask) throws -> CloudTask {
    guard let target = task.target else { throw EngineError.orderLost(task: task.id) }
    let store = try premises.stores.readable(target.region)
    let (backup, snapshot) = (try store.backup(target.id)?.backup, try store.snapshot(target.id)?.snapshot)
    let finished = try premises.catalog.write(durable: true) { transaction in
      var present = try transaction.task(task.id) ?? task
      if let backup { try transaction.put(backup) }
      if let snapshot { try transaction.put(snapshot) }
      present.finish(at: premises.clock.now)
      if let entry = present.ledgerEntry(at: premises.clock.now) {
        try transaction.put(entry.note)
        premises.appendLedger(entry.note, in: entry.source)
      }
      try transaction.put(present)
      return present
    }
    premises.endSession(of: finished)
    return finished
  }

  private func cleanUp(_ task: CloudTask) {
    premises.endSession(of: task)
    RestorePlace.removeParts(of: task, orders: premises.orders)
    if task.type == .image { ImageFolder(task: task, orders: premises.orders)?.removeParts() }
  }
}
