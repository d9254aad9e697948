import Catalog
import Foundation
import Replication

extension Mover {
  /// Leaves the row, the target and the store's session as the outcome asks.
  func settle(_ outcome: MoverOutcome) throws {
    switch outcome {
    case .finished:
      premises.orders.remove(task.id)
    case .stopped(.cancelled):
      endSession()
      removeOutput()
    case .stopped(.paused), .stopped(.claimLost):
      try noteProgress()
    case .stopped(.handedOver):
      try requeue()
    case .setBack(let error):
      try requeue(because: error)
    case .interrupted(let error):
      try interrupt(error)
    case .failed(let error):
      try fail(error)
    }
  }

  private func noteProgress() throws {
    guard let reading = assignment.reading(at: premises.clock.uptime) else { return }
    try premises.catalog.writeBehind(durable: false) { transaction in
      try transaction.setProgress(
        task: task.id, phase: reading.phase, bytesDone: reading.bytesDone,
        bytesTransferred: reading.bytesTransferred, rate: nil)
    }
  }

  /// Back into the queue, unless an operator has decided otherwise meanwhile.
  private func requeue(because error: (any Error)? = nil) throws {
    try noteProgress()
    try premises.catalog.writeBehind(durable: false) { transaction in
      guard var present = try transaction.task(task.id), present.status == .running else { return }
      present.status = .waiting
      present.phase = .queued
      present.rate = nil
      present.error = error.map(Words.line)
      try transaction.put(present)
      try setTarget(TaskMachine.targetStatus(for: .waiting), transaction)
    }
  }

  private func interrupt(_ error: any Error) throws {
    try noteProgress()
    try premises.catalog.writeBehind(durable: true) { transaction in
      guard var present = try transaction.task(task.id), present.status == .running || present.status == .waiting else {
        return
      }
      present.status = .interrupted
      present.error = Words.line(error)
      present.rate = nil
      try transaction.put(present)
      try transaction.appendAudit(premises.audit("interrupt", present, outcome: Words.explain(error).code))
    }
    // A store that went away is a state of its region, seen as soon as somebody stumbles over it.
    try Reconciliation(premises: premises).putRegions(try premises.contextFile())
  }

  private func fail(_ error: any Error) throws {
    let words = Words.line(error)
    premises.keepTarget(of: task)
    try premises.catalog.writeBehind(durable: true) { transaction in
      guard var present = try transaction.task(task.id), !present.status.hasEnded else { return }
      present.end(.failed, error: words, at: premises.clock.now)
      try transaction.put(present)
      try transaction.removeTarget(of: present)
      try transaction.appendAudit(premises.audit("fail", present, outcome: Words.explain(error).code))
    }
    endSession()
    removeOutput()
  }

  /// Gives the target row the status that goes with the task's.
  func setTarget(_ status: BackupStatus?, _ transaction: CatalogTransaction) throws {
    guard let status, let id = task.target?.id, task.type == .backup || task.type == .replication,
      var row = try transaction.backup(id), row.status != status
    else { return }
    row.status = status
    try transaction.put(row)
  }

  /// Ends the session in the target's store, so that what it protected is garbage or is named by what was published.
  private func endSession() { premises.endSession(of: task) }

  private func removeOutput() {
    RestorePlace.removeParts(of: task, orders: premises.orders)
    guard task.type == .image else { return }
    ImageFolder(task: task, orders: premises.orders)?.removeParts()
  }
}
