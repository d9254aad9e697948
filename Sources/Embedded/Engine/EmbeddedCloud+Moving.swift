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
  public func runUntilIdle() async {
    while true {
      // Spawning looks whether any worker holds this; what was admitted before it looked is seen after the release.
      let presence = try? await threads.run { [premises] in
        try premises.claims.take(.worker, isExclusive: false)
      }
      crew.startMoving()
      await crew.idle()
      presence?.release()
      guard crew.isMoving, (try? await threads.run { [self] in try hasTakableTasks() }) ?? false else { break }
    }
    await letGo()
  }

  /// Whether any task waits, runs or was interrupted by a death, here or in another process.
  public func hasUnfinishedTasks() throws -> Bool {
    try catalog.allTasks(statuses: [.waiting, .running, .interrupted]).contains { !$0.isSettled }
  }

  /// Waits until every task has ended, is paused, or was interrupted by an error.
  ///
  /// - Parameter onProgress: Called with all the tasks whenever one of them changes.
  /// - Throws: `CancellationError` when the waiting task is cancelled; the tasks go on.
  public func waitForEnd(
    of tasks: [String], onProgress: @escaping @Sendable ([CloudTask]) -> Void = { _ in }
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

  private func hasTakableTasks() throws -> Bool {
    for task in try catalog.allTasks(statuses: [.waiting, .running, .interrupted]) where !task.isSettled {
      if let claim = try premises.claims.take(task.id) {
        claim.release()
        return true
      }
    }
    return false
  }
}
