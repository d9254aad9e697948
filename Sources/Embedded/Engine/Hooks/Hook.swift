/// A command or address that is told of events.
struct Hook: Hashable, Sendable {
  /// Where it is told.
  enum Target: Hashable, Sendable {
    /// An absolute path and its arguments; never a shell's text.
    case command([String])
    /// An http or https address.
    case webhook(String)
  }

  /// Its name, for what is said of it.
  var name: String
  /// What it is told of.
  var events: [HookEvent]
  /// Where it is told.
  var target: Target
}
