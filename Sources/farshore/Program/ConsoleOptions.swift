/// What the command line tells the console.
struct ConsoleOptions: Sendable {
  /// `--home`, as given.
  var home: String?
  /// The context to open: `--context`, or the demo's.
  var context: String?
  /// ASCII lines, marks and bars whatever the locale says.
  var ascii = false
  /// Every action that changes something is refused.
  var readOnly = false
  /// The mouse is listened to.
  var mouse = false
}
