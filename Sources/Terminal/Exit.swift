internal import CTerminal

/// Why the session ended; the terminal is restored in every case.
public enum Exit: Hashable, Sendable {
  /// The program asked for it.
  case quit
  /// The terminal is gone.
  case hangup
  /// A signal asked for it: finish the work, then `Exit.end(bySignal:)`.
  case signal(Int32)

  /// Ends the process by the signal, so that its parent sees which.
  public static func end(bySignal number: Int32) -> Never { ct_end_by_signal(number) }
}
