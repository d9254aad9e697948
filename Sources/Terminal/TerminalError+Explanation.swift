import Canvas
import Foundation

extension TerminalError: CustomStringConvertible {
  /// What happened, to what, and what to do next, in one sentence.
  public var description: String {
    switch self {
    case .notATerminal:
      "The console needs a terminal on standard input and output; for scripts use the commands, such as 'farshore "
        + "backups list --json'."
    case .typeMissing:
      "TERM is not set, so the console does not know this terminal; try 'TERM=xterm-256color farshore'."
    case .typeUnusable(let type):
      "A terminal of type '\(Display.sanitised(type))' cannot place its cursor, which the console needs; use the "
        + "commands, or set TERM to what the terminal really is."
    case .typeUnknown(let type):
      "Terminal type '\(Display.sanitised(type))' is not in this machine's terminfo, nor is any that could stand in for "
        + "it; install the package ncurses-base."
    case .refused(let what, let code):
      "The console cannot start: \(what) failed (\(String(cString: strerror(code)))); close other programs and try again."
    }
  }
}
