import Console

/// What `config.yaml` and the command line settle for the runner.
struct SettledConsole: Sendable {
  /// What the file says.
  let preferences: Preferences
  /// Whether every context is only looked at, whatever the file says.
  let isReadOnly: Bool
  /// The folder of exported tables.
  let exports: String

  /// Between two looks for what other processes have changed.
  var poll: Duration { .milliseconds(Int(preferences.poll * 1000)) }

  /// Whether a context is only looked at.
  func isReadOnly(_ context: String) -> Bool {
    isReadOnly || (preferences.contexts[context]?.readOnly ?? preferences.readOnly)
  }
}
