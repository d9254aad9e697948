/// How a run of a policy stands.
public enum PolicyRunStatus: String, Codable, Sendable, CaseIterable {
  /// Tasks of it have not ended.
  case running
  /// Everything that was eligible was done; what was skipped does not count.
  case success
  /// Some tasks succeeded, some did not.
  case partial
  /// No task succeeded.
  case failed
  /// The time passed without a run.
  case skipped
}
