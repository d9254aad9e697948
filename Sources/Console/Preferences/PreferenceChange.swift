/// What an operator settles in the console itself, to be kept in `config.yaml`.
public enum PreferenceChange: Hashable, Sendable {
  /// The theme; of the context where that has one of its own.
  case theme(String, context: String?)
  /// The columns of a list; nil goes back to all of them.
  case columns(ListName, [ColumnID]?)
  /// Seconds a region may be behind.
  case lag(Double)

  /// The key it is kept under, given what is settled already.
  func key(in preferences: Preferences) -> PreferenceKey {
    switch self {
    case .theme(_, let context): context.flatMap { preferences.contexts[$0]?.theme } == nil ? .theme : .contexts
    case .columns: .columns
    case .lag: .lag
    }
  }
}
