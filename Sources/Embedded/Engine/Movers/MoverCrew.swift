import CStorage
import Catalog
import Foundation
import Replication
import Synchronization

/// The threads that move tasks: one foreman who claims, steers and writes down progress, and a mover for each task.
final class MoverCrew: Sendable {
  /// How many tasks move at once.
  static let size = 4

  private struct State {
    var isMoving = false
    var hasForeman = false
    var active: [String: Assignment] = [:]
    /// The last look at the queue found nothing to take.
    var foundNothing = false
    /// Other processes hold tasks; their death rings no bell.
    var othersMove = false
    var restWaiters: [CheckedContinuation<Void, Never>] = []
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    var listener: Task<Void, Never>?
  }

  private let premises: Premises
  private let state = Mutex(State())
  private let bell = Bell()

  init(premises: Premises) { self.premises = premises }

  // MARK: - Starting and stopping

  /// Begins to take up tasks; does nothing where it has begun.
  func startMoving() {
    let isNew = state.withLock { state in
      state.isMoving = true
      state.foundNothing = false
      if state.listener == nil { state.listener = listen() }
      if state.hasForeman { return false }
      state.hasForeman = true
      return true
    }
    if isNew { Thread { [self] in lead() }.start() } else { bell.ring() }
  }

  /// Takes nothing up any more and tells every mover to stop after the chunk in hand.
  func stopMoving() {
    state.withLock { state in
      state.isMoving = false
      state.listener?.cancel()
      state.listener = nil
      for assignment in state.active.values { assignment.stop(.handedOver) }
    }
    bell.ring()
  }

  /// Returns when no task is held and the foreman has gone.
  func rest() async {
    await withCheckedContinuation { continuation in
      let isResting = state.withLock { state in
        if !state.hasForeman, state.active.isEmpty { return true }
        state.restWaiters.append(continuation)
        return false
      }
      if isResting { continuation.resume() }
    }
  }

  /// Returns when nothing moves and nothing was found to take, or when it was stopped.
  func idle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.active.isEmpty, state.foundNothing || !state.hasForeman { return true }
        state.idleWaiters.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Looks at the queue and at the rows of what moves at once, instead of in a moment.
  func nudge() { bell.ring() }

  /// The ids of the tasks this process moves.
  var moving: Set<String> { state.withLock { Set($0.active.keys) } }

  /// Whether it takes up tasks.
  var isMoving: Bool { state.withLock { $0.isMoving } }

  private func listen() -> Task<Void, Never> {
    let changes = premises.catalog.changes()
    let bell = bell
    return Task.detached {
      for await _ in changes { bell.ring() }
    }
  }

  // MARK: - The foreman

  private func lead() {
    var notedAt: UInt64 = 0
    while true {
      let (isMoving, active) = state.withLock { ($0.isMoving, Array($0.active.values)) }
      if !isMoving, active.isEmpty, leave() { return }
      do {
        try steer(active)
        if premises.clock.uptime >= notedAt {
          notedAt = premises.clock.uptime + 500_000_000
          try noteProgress(active)
        }
        if isMoving { try hire() }
      } catch {
        // A catalog that cannot be used just now is asked again; the movers go on meanwhile.
        premises.notices.post(Words.line(error))
      }
      bell.wait(milliseconds: patience())
    }
  }

  /// How long to wait for a ring: with nothing in flight anywhere, as long as it takes.
  private func patience() -> Int? {
    state.withLock { state in
      if !state.active.isEmpty { return 250 }
      return state.foundNothing && !state.othersMove ? nil : 2_000
    }
  }

  /// Ends the foreman unless there is something to do again.
  private func leave() -> Bool {
    let waiters: [CheckedContinuation<Void, Never>]? = state.withLock { state in
      guard !state.isMoving, state.active.isEmpty else { return nil }
      state.hasForeman = false
      defer { (state.restWaiters, state.idleWaiters) = ([], []) }
      return state.restWaiters + state.idleWaiters
    }
    waiters?.forEach { $0.resume() }
    return waiters != nil
  }

  /// What operators made of the rows reaches the movers here.
  private func steer(_ active: [Assignment]) throws {
    guard !active.isEmpty else { return }
    try premises.catalog.read { transaction in
      for assignment in active {
        switch try transaction.task(assignment.task.id)?.status {
        case .running: break
        case .paused: assignment.stop(.paused)
        case .waiting, .interrupted: assignment.stop(.handedOver)
        case .cancelled, .failed, .skipped, nil: assignment.stop(.cancelled)
        // Published a moment ago; the mover is about to end by itself.
        case .success: break
        }
      }
    }
  }

  /// One transaction for all movers, at most twice a second.
  private func noteProgress(_ active: [Assignment]) throws {
    let now = premises.clock.uptime
    let readings = active.compactMap { assignment in
      assignment.reading(at: now).map { (assignment.task.id, $0) }
    }
    guard !readings.isEmpty else { return }
    try premises.catalog.write(durable: false) { transaction in
      for (id, reading) in readings {
        guard try transaction.task(id)?.status == .running else { continue }
        try transaction.setProgress(
          task: id, phase: reading.phase, bytesDone: reading.bytesDone,
          bytesTransferred: reading.bytesTransferred, rate: reading.rate)
      }
    }
  }

  // MARK: - Hiring

  private func hire() throws {
    let active = state.withLock { Array($0.active.values) }
    var free = Self.size - active.count
    guard free > 0 else { return }
    let known = Set(active.map(\.task.id))
    let open = try premises.catalog.allTasks(statuses: [.waiting, .interrupted, .running])
    // A running task that nobody holds lost its mover; the attempt to claim it tells.
    let takable = open.filter { ($0.isQueued || $0.status == .running) && !known.contains($0.id) }
    var queue = TaskQueue(takable, active: active.map(\.task))
    var hired = 0
    while free > 0, let task = queue.next() {
      guard let assignment = try take(task) else { continue }
      queue.count(task)
      (free, hired) = (free - 1, hired + 1)
      employ(assignment)
    }
    let othersMove = takable.count > hired
    state.withLock { $0.othersMove = othersMove }
    if hired == 0 { noteIdleness() }
  }

  private func take(_ task: CloudTask) throws -> Assignment? {
    guard let claim = try premises.claims.take(task.id) else { return nil }
    let began = try premises.catalog.write(durable: false) { transaction -> CloudTask? in
      guard var present = try transaction.task(task.id), present.isQueued || present.status == .running else {
        return nil
      }
      present.status = .running
      present.phase = .reading
      present.startedAt = present.startedAt ?? premises.clock.now
      try transaction.put(present)
      if let id = present.target?.id, present.type == .backup || present.type == .replication,
        var row = try transaction.backup(id), row.status == .waitingProtect
      {
        row.status = .protecting
        try transaction.put(row)
      }
      return present
    }
    guard let began else {
      claim.release(removing: task.status.hasEnded)
      return nil
    }
    return Assignment(task: began, claim: claim)
  }

  private func employ(_ assignment: Assignment) {
    let wasStopped = state.withLock { state in
      state.active[assignment.task.id] = assignment
      state.foundNothing = false
      return !state.isMoving
    }
    if wasStopped { assignment.stop(.handedOver) }
    Thread { [self] in
      cs_lower_priority()
      Mover(premises: premises, assignment: assignment).run()
      state.withLock { $0.active[assignment.task.id] = nil }
      bell.ring()
    }.start()
  }

  private func noteIdleness() {
    let waiters: [CheckedContinuation<Void, Never>] = state.withLock { state in
      guard state.active.isEmpty else { return [] }
      state.foundNothing = true
      defer { state.idleWaiters = [] }
      return state.idleWaiters
    }
    waiters.forEach { $0.resume() }
  }
}
