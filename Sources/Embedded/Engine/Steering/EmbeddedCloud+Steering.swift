import Catalog
public import Replication

extension EmbeddedCloud {
  /// Cancels, pauses, resumes or retries a task, whichever process moves it; throws `Refused`.
  public func steer(_ task: String, _ action: TaskAction, by requester: Operator) async throws -> CloudTask {
    let steered = try await threads.run { [premises] in
      let steering = Steering(premises: premises, rules: try premises.rules(), requester: requester)
      return try premises.audited(action.rawValue, by: requester, on: task) {
        switch action {
        case .cancel: try steering.cancel(task).settlingRuns(premises)
        case .pause: try steering.pause(task)
        case .resume: try steering.resume(task)
        case .retry: try steering.retry(task)
        }
      }
    }
    await crew.look(for: task)
    // What was resumed may run already, and that is what the operator is told.
    guard action == .resume || action == .retry else { return steered }
    return (try? await threads.run { [catalog] in try catalog.task(task) }) ?? steered
  }
}

extension CloudTask {
  /// The task as it is; where it was the last of a run, that ends with it.
  fileprivate func settlingRuns(_ premises: Premises) -> CloudTask {
    if parent != nil { premises.settleRuns() }
    return self
  }
}
