import Replication

/// A signal ended a command while it waited; its tasks go on in a worker.
struct Interrupted: ExplainedError {
  /// The tasks that go on.
  let tasks: [String]

  var explanation: Explanation {
    let going = tasks.isEmpty ? "" : " \(tasks.count == 1 ? "The task goes" : "The tasks go") on in the background."
    return Explanation(
      code: "interrupted", message: "Interrupted." + going, next: tasks.isEmpty ? "" : "See farshore tasks watch.")
  }
}
