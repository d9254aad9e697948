/// Why no full screen can be shown; worded in `description`, for exit status 64.
public enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// TERM is not set.
  case typeMissing
  /// The type has no cursor addressing: `dumb` and its kin.
  case typeUnusable(String)
  /// Neither the type nor any fallback is in the terminfo database.
  case typeUnknown(String)
  /// The system refused something the screen needs.
  case refused(what: String, code: Int32)
}
