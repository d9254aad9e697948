extension RuleBook {
  /// How often a policy tries an earlier failure again before it leaves it to the operator (S22).
  public static let retryLimit = 5

  /// What forbids steering a task that way in its present status (S70).
  public func refusals(_ action: TaskAction, _ task: CloudTask) -> [Refusal] {
    guard !TaskMachine.allowed(action, in: task.status) else { return [] }
    let message = RuleWording.taskStatus(action, task)
    return [
      Refusal(
        code: .taskStatus, message: message, source: task.source?.id, region: task.target?.region,
        vault: task.target?.vault)
    ]
  }

  /// Whether a policy tries a failed replication again; a failure does not use up its one chance (S21, S22).
  public func policyRetries(afterFailures failures: Int) -> Bool { failures <= Self.retryLimit }

  /// The note a retried task carries: which retry it is, and why the earlier one failed (S22).
  public func retryNote(_ retry: Int, cause: String) -> String { RuleWording.retry(retry, cause: cause) }
}
