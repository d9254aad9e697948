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

  /// Steers a task, prints it, and sees to it that somebody moves what may move.
  func steer(_ name: String, _ action: TaskAction) async throws -> ExitStatus {
    let id = try resolver().id(name, .task)
    let task = try await cloud.steer(id, action, by: requester)
    try leaveToWorker()
    return try printTask(task)
  }
}
