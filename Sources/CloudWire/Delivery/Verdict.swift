/// What an answer means for trying again; the vendor's client says it, because vendors say it differently.
public enum Verdict: Hashable, Sendable {
  /// An answer to work with, good or bad.
  case final
  /// Too many requests: nothing was done, and it may be sent again after a pause.
  case throttled
  /// The server is in trouble; something may have been done.
  case troubled
}
