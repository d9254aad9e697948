import Catalog
import Embedded
import Replication

extension OpenContext {
  /// A task by its whole id.
  func task(_ id: String) throws -> CloudTask {
    guard let task = try catalog.task(id) else {
      throw Declined(refusals: [Resolver.unknown(id, "task", field: .source)])
    }
    return task
  }

  /// Steers a task, prints it, and sees to it that somebody moves what may move; a run stands for all its tasks.
  func steer(_ name: String, _ action: TaskAction) async throws -> ExitStatus {
    if action != .retry, let run = try run(named: name) { return try await steerRun(run, action) }
    let id = try resolver().id(name, .task)
    let task = try await cloud.steer(id, action, by: requester)
    try leaveToWorker()
    return try printTask(task)
  }

  /// Pauses or resumes those tasks of a run that are in a state for it.
  private func steerRun(_ run: String, _ action: TaskAction) async throws -> ExitStatus {
    let tasks = try engine.run(run)?.tasks ?? []
    var done: [String] = []
    var refused: [RefusalShape] = []
    for task in tasks where TaskMachine.allowed(action, in: task.status) {
      do {
        _ = try await cloud.steer(task.id, action, by: requester)
        done.append(task.id)
      } catch let error as Refused {
        refused += error.refusals.map { RefusalShape($0) }
      }
    }
    if done.isEmpty, refused.isEmpty {
      let isOver = tasks.allSatisfy(\.status.hasEnded)
      let message = isOver ? nil : "No task of the run \(run) is in a state to \(action.rawValue)."
      refused = [ended(run, message)]
    }
    try leaveToWorker()
    return try output.deletion(done: done, refused: refused, word: "task")
  }
}
