/// A one-shot timer of the runner; starting one that runs already starts it anew.
public enum TimerID: Hashable, Sendable {
  /// The replication pane follows the cursor (150 ms after the last key).
  case pane
  /// What a filled dialog would do is worked out (after the last change).
  case plan
  /// The message line is cleared.
  case flash
  /// Running transfers are looked at even if nothing was heard of them.
  case stall
  /// The clock shows the next minute, and ages grow, though nothing is heard and no key pressed.
  case minute
  /// A second ^C no longer quits.
  case interrupt
}
