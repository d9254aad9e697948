import Console
import Embedded
import Foundation

/// What `config.yaml` and the command line settle for the runner.
struct SettledConsole: Sendable {
  /// What the file says, with what the command line adds.
  var preferences: Preferences
  /// Why every context is only looked at, whatever the file says; nil leaves it to the file.
  let readOnly: String?
  /// The folder of exported tables.
  let exports: String

  /// Settles what a command line and preferences say together.
  ///
  /// - Parameter trouble: Whether the file could not be read: it may have forbidden changes, and better none than one too
  ///   many.
  init(_ options: ConsoleOptions, _ preferences: Preferences, trouble: Bool, home: Home) {
    self.preferences = preferences
    self.preferences.mouse = preferences.mouse || options.mouse
    readOnly =
      options.readOnly
      ? "This console was opened with --read-only."
      : trouble ? "This console is read-only until config.yaml can be read." : nil
    exports = preferences.exports ?? home.configuration + "/exports"
  }

  /// Between two looks for what other processes have changed.
  var poll: Duration { .milliseconds(Int(preferences.poll * 1000)) }

  /// Whether a context is only looked at.
  func isReadOnly(_ context: String) -> Bool {
    readOnly != nil || (preferences.contexts[context]?.readOnly ?? preferences.readOnly)
  }
}
