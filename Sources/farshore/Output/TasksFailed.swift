import Replication

/// Tasks a command waited for did not succeed; its JSON carries them beside the error.
struct TasksFailed: ExplainedError {
  let tasks: [CloudTask]
  let cause: CommandError

  var explanation: Explanation { cause.explanation }
}
