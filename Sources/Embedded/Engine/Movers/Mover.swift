import Catalog
import Foundation
import Replication

/// Does the work of one claimed task on the thread it is called on.
struct Mover {
  let premises: Premises
  let assignment: Assignment

  var task: CloudTask { assignment.task }

  /// The observer to hand to a store.
  var observer: MoverObserver {
    let link = task.link
    return MoverObserver(
      assignment: assignment, pacer: premises.pacer, link: link.source == link.destination ? nil : link)
  }

  /// Works until the end, whatever it is, and leaves a row that says so.
  func run() -> MoverOutcome {
    let outcome: MoverOutcome
    do {
      try work()
      outcome = .finished
    } catch {
      outcome = self.outcome(of: error)
    }
    do {
      try settle(outcome)
    } catch {
      // The row still says `running`; without a claim on it, the next engine takes it up again.
      premises.notices.post("Task \(task.id): \(Words.line(error))")
    }
    assignment.claim.release(removing: isOver)
    return outcome
  }

  /// What an error means; an attempt that was given up because nothing moved ends for that reason.
  func outcome(of error: any Error) -> MoverOutcome {
    let outcome = MoverOutcome(error, type: task.type)
    guard case .stopped(.handedOver) = outcome, let (cause, isLast) = assignment.givenUp else { return outcome }
    return isLast ? .interrupted(cause) : .setBack(cause)
  }

  private func work() throws {
    switch task.type {
    case .backup: try makeBackup()
    case .snapshot: try makeSnapshot()
    case .replication: try replicate()
    case .copy: try copySnapshot()
    case .image: try makeImage()
    case .verify: try verify()
    case .filesystem: try makeFileSystem()
    case .provision: try provision()
    case .drill: try drill()
    case .delete, .collect, .importing:
      throw EngineError.notYet(feature: "A task of type \(task.type.rawValue)")
    }
  }

  /// Whether nobody will claim the task again.
  private var isOver: Bool {
    // Where the catalog cannot be read just now the claim file stays, which is only untidy.
    (try? premises.catalog.task(task.id))?.status.hasEnded ?? false
  }

  // MARK: - Publishing

  /// Publishes in two steps, store before catalog, each durable; a crash between them is mended at the next opening.
  ///
  /// Steering is refused from the first moment of it on, so that nothing visible has to be taken back.
  func publish(
    bytesTotal: Int64? = nil, note: String? = nil, store body: () throws -> Void,
    catalog finish: (CatalogTransaction) throws -> Void
  ) throws {
    assignment.beginPublishing()
    try premises.catalog.writeBehind(durable: true) { transaction in
      var present = try running(transaction)
      present.phase = .publishing
      if let reading = assignment.reading(at: premises.clock.uptime) {
        present.bytesDone = reading.bytesDone
        present.bytesTransferred = reading.bytesTransferred
      }
      try transaction.put(present)
    }
    guard assignment.claim.isHeld else { throw TransferStopped.claimLost }
    try premises.claims.publishing {
      try body()
      try premises.catalog.writeBehind(durable: true) { transaction in
        guard var present = try transaction.task(task.id), !present.status.hasEnded else {
          throw TransferStopped.cancelled
        }
        if let bytesTotal { present.bytesTotal = bytesTotal }
        present.note = note
        try finish(transaction)
        present.finish(at: premises.clock.now)
        try transaction.put(present)
        try transaction.appendAudit(premises.audit("publish", present))
      }
      premises.keepAuditHead(in: [task.source?.region, task.target?.region])
    }
  }

  /// The task's row while it runs; what an operator made of it meanwhile ends the attempt.
  private func running(_ transaction: CatalogTransaction) throws -> CloudTask {
    guard let present = try transaction.task(task.id) else { throw TransferStopped.cancelled }
    switch present.status {
    case .running: return present
    case .paused: throw TransferStopped.paused
    case .waiting, .interrupted: throw TransferStopped.handedOver
    case .success, .failed, .skipped, .cancelled: throw TransferStopped.cancelled
    }
  }
}
