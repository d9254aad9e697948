import Catalog
import Replication
import Synchronization

extension MoverCrew {
  /// What operators made of the rows reaches the movers here.
  func steer(_ active: [Assignment]) throws {
    guard !active.isEmpty else { return }
    let statuses = try premises.catalog.read { try $0.statuses(of: active.map(\.task.id)) }
    for assignment in active {
      switch statuses[assignment.task.id] {
      case .running: break
      case .paused: assignment.stop(.paused)
      case .waiting, .interrupted: assignment.stop(.handedOver)
      case .cancelled, .failed, .skipped, nil: assignment.stop(.cancelled)
      // Published a moment ago; the mover is about to end by itself.
      case .success: break
      }
    }
  }

  /// One transaction for all movers, at most twice a second.
  func noteProgress(_ active: [Assignment]) throws {
    let now = premises.clock.uptime
    let notes = active.compactMap { assignment in
      assignment.reading(at: now).map { reading in
        ProgressNote(
          task: assignment.task.id, phase: reading.phase, bytesDone: reading.bytesDone,
          bytesTransferred: reading.bytesTransferred, rate: reading.rate)
      }
    }
    guard !notes.isEmpty else { return }
    try premises.catalog.writeBehind(durable: false) { try $0.setProgress(notes) }
  }

  /// Says which transfers stand still, and gives up attempts that stood too long.
  func watch(_ active: [Assignment]) throws {
    let now = premises.clock.uptime
    for assignment in active {
      switch assignment.judge(at: now) {
      case .moves:
        if assignment.say(false) {
          takeBackSeats(of: assignment)
          try say(nil, of: assignment)
        }
      case .stands(let seconds):
        if assignment.say(true) {
          lendSeats(to: assignment)
          try say(standstill(of: assignment, seconds), of: assignment)
        }
      case .givesUp(let seconds):
        guard assignment.givenUp == nil else { continue }
        let error = standstill(of: assignment, seconds)
        let isLast = state.withLock { $0.setbacks.count(assignment.task.id) } >= Setbacks.limit
        assignment.giveUp(error, isLast: isLast)
        _ = assignment.say(true)
        try say(error, of: assignment)
      }
    }
  }

  /// A transfer that stands still may sit on seats that the others need; only a few are added, for memory's sake.
  private func lendSeats(to assignment: Assignment) {
    let isLent = state.withLock { state in
      guard state.lent.count < 2 else { return false }
      return state.lent.insert(assignment.task.id).inserted
    }
    if isLent { WorkSeats.shared.lend(2) }
  }

  /// Takes back what was lent when the transfer goes on or ends.
  func takeBackSeats(of assignment: Assignment) {
    if state.withLock({ $0.lent.remove(assignment.task.id) }) != nil { WorkSeats.shared.lend(-2) }
  }

  private func standstill(of assignment: Assignment, _ seconds: Int) -> EngineError {
    let link = assignment.task.link
    let attempts = state.withLock { $0.setbacks.count(assignment.task.id) } + 1
    return .standstill(from: link.source, to: link.destination, seconds: seconds, attempts: attempts)
  }

  /// Writes into the row of a running task that it stands still, or that it goes on.
  private func say(_ error: EngineError?, of assignment: Assignment) throws {
    try premises.catalog.writeBehind(durable: false) { transaction in
      guard var present = try transaction.task(assignment.task.id), present.status == .running else { return }
      present.error = error.map(Words.line)
      if error != nil { (present.phase, present.rate) = (.stalled, nil) }
      try transaction.put(present)
    }
  }
}
