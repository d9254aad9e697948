import Catalog
import Foundation
import Replication
import Synchronization

/// The threads that move tasks: one foreman who claims, steers and writes down progress, and a mover for each task.
///
/// Many tasks may be under way at once: they share the store's few seats for workers and their memory.
final class MoverCrew: Sendable {
  /// How many tasks move at once where the context does not say.
  static let size = 100

  struct State {
    var isMoving = false
    var hasForeman = false
    var active: [String: Assignment] = [:]
    var setbacks = Setbacks()
    /// Tasks that stand still and for whose sake seats were added.
    var lent: Set<String> = []
    /// The last look at the queue found nothing to take.
    var foundNothing = false
    /// Other processes hold tasks; their death rings no bell.
    var othersMove = false
    var restWaiters: [CheckedContinuation<Void, Never>] = []
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    /// Those who want the queue and the rows looked at once more.
    var lookWaiters: [CheckedContinuation<Void, Never>] = []
    var listener: Task<Void, Never>?
    /// The foreman looks for tasks to take, and may hold some that are not active yet.
    var isHiring = false
    /// How many tasks were taken up and how often runs were ended, in all.
    var begun = 0
    /// A thread ends runs.
    var isSettling = false
    /// Something ended since that thread last looked.
    var wantsSettling = false
    var settleWaiters: [CheckedContinuation<Void, Never>] = []
  }

  /// What the foreman alone remembers from round to round.
  struct Rounds {
    var notedAt: UInt64 = 0
    var countedAt: UInt64 = 0
    var size = MoverCrew.size
    /// Rounds that failed one after the other.
    var failures = 0
  }

  let premises: Premises
  let state = Mutex(State())
  let bell = Bell()
  /// How often progress is noted.
  private static let noting: UInt64 = 500_000_000
  /// Rounds follow each other no faster, however often the catalog changes.
  private static let pause: UInt64 = 10_000_000
  /// After so many rounds that fail in a row, those who wait for tasks are told.
  private static let tries = 3

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
    guard isNew else { return bell.ring() }
    Thread { [self] in lead() }.start()
    // Runs whose last task ended in a process that died, or in one that knew no policies.
    settleSoon()
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

  /// Returns when no task is held, but for those whose store does not answer, and the foreman has gone.
  func rest() async {
    await withCheckedContinuation { continuation in
      let isResting = state.withLock { state in
        if !state.hasForeman { return true }
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

  /// The same, and returns when it has been done; at once where nothing is taken up.
  ///
  /// - Parameter task: Tried now, however often it could not go on before.
  func look(for task: String) async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        state.setbacks.forget(task)
        guard state.isMoving, state.hasForeman else { return true }
        state.lookWaiters.append(continuation)
        return false
      }
      if isIdle { continuation.resume() } else { bell.ring() }
    }
  }

  /// The ids of the tasks this process moves.
  var moving: Set<String> { state.withLock { Set($0.active.keys) } }

  /// Whether it takes up tasks.
  var isMoving: Bool { state.withLock { $0.isMoving } }

  /// How much was begun so far, where nothing is moved, taken up or ended just now; nil where something is.
  var begunWhenQuiet: Int? {
    state.withLock { state in
      let isQuiet = state.active.isEmpty && !state.isHiring && !state.isSettling
      return isQuiet ? state.begun : nil
    }
  }

  private func listen() -> Task<Void, Never> {
    let changes = premises.catalog.changes()
    let bell = bell
    return Task.detached {
      for await _ in changes { bell.ring() }
    }
  }

  // MARK: - The foreman

  private func lead() {
    var rounds = Rounds()
    while true {
      let (isMoving, active, waiters) = state.withLock { state in
        defer { state.lookWaiters = [] }
        return (state.isMoving, Array(state.active.values), state.lookWaiters)
      }
      let isOver = !isMoving && leave()
      if !isOver { round(&rounds, active, hires: isMoving) }
      waiters.forEach { $0.resume() }
      if isOver { return }
      bell.wait(nanoseconds: patience())
      // What rang meanwhile is dealt with in one round.
      Thread.sleep(forTimeInterval: Double(Self.pause) / 1e9)
    }
  }

  private func round(_ rounds: inout Rounds, _ active: [Assignment], hires: Bool) {
    do {
      try steer(active)
      let now = premises.clock.uptime
      if now >= rounds.notedAt {
        // On a grid, so that what is read twice is equally old both times.
        rounds.notedAt = (now / Self.noting + 1) * Self.noting
        try noteProgress(active)
        try watch(active)
      }
      if hires {
        state.withLock { $0.isHiring = true }
        defer { state.withLock { $0.isHiring = false } }
        try hire(&rounds)
      }
      rounds.failures = 0
    } catch {
      // A catalog that cannot be used just now is asked again; the movers go on meanwhile.
      premises.notices.post(Words.line(error))
      rounds.failures += 1
      // Whoever waits for a task would wait for ever: its row cannot say how it ended.
      if rounds.failures >= Self.tries { premises.notices.complain(error) }
    }
  }

  /// How long to wait for a ring: with nothing in flight anywhere, as long as it takes.
  private func patience() -> UInt64? {
    let now = premises.clock.uptime
    return state.withLock { state in
      if !state.active.isEmpty { return min(250_000_000, Self.noting - now % Self.noting) }
      let due = state.setbacks.nextDue(after: now).map { $0 - now }
      if state.foundNothing, !state.othersMove { return due }
      return min(due ?? .max, 2_000_000_000)
    }
  }

  /// Ends the foreman unless there is something to do again; a mover that a store keeps waiting ends when it answers.
  private func leave() -> Bool {
    let waiters: [CheckedContinuation<Void, Never>]? = state.withLock { state in
      guard !state.isMoving, !state.isSettling, state.active.values.allSatisfy(\.isStuck) else { return nil }
      state.hasForeman = false
      defer { (state.restWaiters, state.idleWaiters, state.lookWaiters) = ([], [], []) }
      return state.restWaiters + state.idleWaiters + state.lookWaiters
    }
    waiters?.forEach { $0.resume() }
    return waiters != nil
  }
}
