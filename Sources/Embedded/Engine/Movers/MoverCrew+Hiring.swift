import CStorage
import Catalog
import Foundation
import Replication
import Synchronization

extension MoverCrew {
  /// How often tasks that others run are looked at, in nanoseconds: whose holder died is taken over.
  private static let counting: UInt64 = 2_000_000_000
  /// Tasks of a link that are read at once.
  private static let page = 16
  /// Movers above the limit for links that have none, so that full links keep no other waiting.
  private static let spare = 28

  /// Takes up what may be taken, as many as there is room for.
  func hire(_ rounds: inout Rounds) throws {
    let (active, setbacks) = state.withLock { (Array($0.active.values), $0.setbacks) }
    let now = premises.clock.uptime
    let known = Set(active.map(\.task.id))
    let links = try premises.catalog.read { try $0.queuedLinks() }
    var queue = TaskQueue(links, active: active.map(\.task)) { [catalog = premises.catalog] link, last in
      try catalog.read { try $0.queued(on: link, after: last, limit: Self.page) }
    }
    var count = active.count
    if now >= rounds.countedAt || count == 0 {
      rounds.countedAt = now + Self.counting
      rounds.size = try premises.contextFile().settings.transfers ?? Self.size
      count += try takeOver(known, &queue)
    }
    var waits = false
    while count < rounds.size + Self.spare, let task = try queue.next(onlyIdleLinks: count >= rounds.size) {
      guard !known.contains(task.id) else { continue }
      guard setbacks.isDue(task.id, at: now) else {
        waits = true
        continue
      }
      guard let assignment = try take(task) else { continue }
      queue.count(task)
      count += 1
      employ(assignment)
    }
    if count == 0, !waits { noteIdleness() }
  }

  /// Takes over tasks that say they run but that nobody holds; returns how many.
  private func takeOver(_ known: Set<String>, _ queue: inout TaskQueue) throws -> Int {
    let others = try premises.catalog.allTasks(statuses: [.running]).filter { !known.contains($0.id) }
    var taken = 0
    for task in others {
      // A running task that nobody holds lost its mover; the attempt to claim it tells.
      guard let assignment = try take(task) else { continue }
      queue.count(task)
      taken += 1
      employ(assignment)
    }
    let othersMove = others.count > taken
    state.withLock { $0.othersMove = othersMove }
    return taken
  }

  private func take(_ task: CloudTask) throws -> Assignment? {
    guard let claim = try premises.claims.take(task.id) else { return nil }
    let began = try premises.catalog.writeBehind(durable: false) { transaction -> CloudTask? in
      guard var present = try transaction.task(task.id), present.isQueued || present.status == .running else {
        return nil
      }
      (present.status, present.phase, present.error) = (.running, .reading, nil)
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
      state.begun += 1
      return !state.isMoving
    }
    if wasStopped { assignment.stop(.handedOver) }
    let thread = Thread { [self] in
      cs_lower_priority()
      let outcome = Mover(premises: premises, assignment: assignment).run()
      // Before the crew counts as idle: whoever waits for that has the runs ended, too.
      if assignment.task.parent != nil { settleSoon() }
      dismiss(assignment, outcome)
      bell.ring()
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  func dismiss(_ assignment: Assignment, _ outcome: MoverOutcome) {
    takeBackSeats(of: assignment)
    let (task, now) = (assignment.task.id, premises.clock.uptime)
    state.withLock { state in
      state.active[task] = nil
      guard case .setBack = outcome else { return state.setbacks.forget(task) }
      // After an attempt that got somewhere standing still counts from the beginning.
      if assignment.gotSomewhere { state.setbacks.forget(task) }
      state.setbacks.note(task, at: now, weight: assignment.givenUp == nil ? 1 : 20)
    }
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
