import Catalog
public import Replication

extension EmbeddedCloud {
  /// Cancels, pauses, resumes or retries a task, whichever process moves it; throws `Refused`.
  public func steer(_ task: String, _ action: TaskAction, by requester: Operator) async throws -> CloudTask {
    let steered = try await threads.run { [premises] in
      let steering = Steering(premises: premises, rules: try premises.rules(), requester: requester)
      return switch action {
      case .cancel: try steering.cancel(task)
      case .pause: try steering.pause(task)
      case .resume: try steering.resume(task)
      case .retry: try steering.retry(task)
      }
    }
    await crew.look(for: task)
    // What was resumed may run already, and that is what the operator is told.
    guard action == .resume || action == .retry else { return steered }
    return (try? await threads.run { [catalog] in try catalog.task(task) }) ?? steered
  }
}
