public import Replication
public import Terminal

extension TerminalError: ExplainedError {
  /// The terminal module's own sentence; a terminal that cannot show the console is wrong usage (64).
  public var explanation: Explanation { Explanation(code: "terminal", message: description, kind: .usage) }
}
