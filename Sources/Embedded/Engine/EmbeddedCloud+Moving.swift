import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Moves waiting tasks, and those whose mover died, on threads of its own and at low priority.
  public func startMoving() { crew.startMoving() }

  /// Stops every moved task after the chunk in hand; returns when all claims are released.
  public func letGo() async {
    crew.stopMoving()
    await crew.rest()
  }

  /// Moves until nothing is left that it could take: what other processes hold is left to them.
  ///
  /// A cancelled caller gets it back as soon as every task is let go.
  public func runUntilIdle() async {
    await withTaskCancellationHandler {
      while true {
        let presence = await presence()
        crew.startMoving()
        if Task.isCancelled { crew.stopMoving() }
        await crew.idle()
        // Before looking whether anything is left: the drills of runs are tasks, too.
        await crew.settled()
        presence?.release()
        guard !Task.isCancelled, crew.isMoving else { break }
        // Spawning looks whether any worker is present; what was admitted before it looked is seen after the release.
        // What this crew took up meanwhile is not takable any more, but begun.
        let begun = crew.begunWhenQuiet
        if begun != nil, !(await hasTakableTasks()), crew.begunWhenQuiet == begun { break }
      }
      await letGo()
    } onCancel: {
      crew.stopMoving()
    }
  }

  /// Shows that a worker lives; without it, spawning would only start one more than needed.
  private func presence() async -> Claim? {
    try? await threads.run { [premises] in try premises.claims.take(.worker, isExclusive: false) }
  }

  /// Whether any task waits, runs or was interrupted by a death, here or in another process.
  public func hasUnfinishedTasks() throws -> Bool { try catalog.hasUnfinishedTasks() }

  /// Waits until every task has ended, is paused, or was interrupted by an error.
  ///
  /// - Parameter onProgress: Called with all the tasks whenever one of them changes.
  /// - Throws: `CancellationError` when the waiting task is cancelled; the tasks go on. What keeps this process's engine
  ///   from going on, such as a home on a full disk.
  public func waitForEnd(
    of tasks: [String], onProgress: @escaping @Sendable ([CloudTask]) -> Void = { _ in }
  ) async throws -> [CloudTask] {
    let troubles = premises.notices.troubles()
    return try await withThrowingTaskGroup(of: [CloudTask].self) { group in
      defer { group.cancelAll() }
      group.addTask { [self] in try await untilEnd(of: tasks, onProgress: onProgress) }
      group.addTask {
        for await trouble in troubles { throw trouble }
        throw CancellationError()
      }
      return try await group.next() ?? []
    }
  }

  private func untilEnd(
    of tasks: [String], onProgress: @escaping @Sendable ([CloudTask]) -> Void
  ) async throws -> [CloudTask] {
    let changes = catalog.changes()
    var last: [CloudTask]?
    func look() async throws -> [CloudTask]? {
      let present = try await threads.run { [catalog] in
        try catalog.read { transaction in try tasks.compactMap { try transaction.task($0) } }
      }
      if present != last { onProgress(present) }
      last = present
      return present.allSatisfy(\.isSettled) ? present : nil
    }
    if let ended = try await look() { return ended }
    for await _ in changes {
      if let ended = try await look() { return ended }
    }
    throw CancellationError()
  }

  private func hasTakableTasks() async -> Bool {
    // A catalog that cannot be asked offers nothing to take.
    (try? await threads.run { [catalog, premises] in
      func isFree(_ task: CloudTask) throws -> Bool {
        guard let claim = try premises.claims.take(task.id) else { return false }
        claim.release()
        return true
      }
      if try catalog.allTasks(statuses: [.running]).contains(where: isFree) { return true }
      var queue = TaskQueue(try catalog.read { try $0.queuedLinks() }, active: []) { link, last in
        try catalog.read { try $0.queued(on: link, after: last, limit: 16) }
      }
      while let task = try queue.next() { if try isFree(task) { return true } }
      return false
    }) ?? false
  }
}
