/// What came of replicating a whole vault, or of running a policy: one task for each eligible backup, under one parent.
public struct VaultReplication: Codable, Hashable, Sendable {
  /// The run that is the tasks' parent; nil where the whole was refused or only planned.
  public var run: PolicyRun?
  /// The tasks admitted.
  public var tasks: [CloudTask]
  /// Why the other backups stay; these do not count as a failure.
  public var skipped: [Refusal]
  /// What forbids the whole.
  public var refused: [Refusal]

  /// Makes an outcome.
  public init(
    run: PolicyRun? = nil, tasks: [CloudTask] = [], skipped: [Refusal] = [], refused: [Refusal] = []
  ) {
    self.run = run
    self.tasks = tasks
    self.skipped = skipped
    self.refused = refused
  }
}
