/// What a hook can be told of.
enum HookEvent: String, Codable, CaseIterable, Sendable {
  /// A task succeeded.
  case success
  /// A task failed, or was interrupted by an error.
  case failure
  /// A running task stands still.
  case stall
  /// A region is further behind a resource than its objective.
  case lag
}
