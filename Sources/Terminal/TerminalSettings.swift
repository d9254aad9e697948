/// What the terminal session is told by its caller.
public struct TerminalSettings: Sendable {
  /// The environment: TERM, the locale (LC_ALL, LC_CTYPE, LANG), NO_COLOR, ESCDELAY and SSH_CONNECTION are read.
  public var environment: [String: String]
  /// Whether nothing beyond ASCII may be sent, whatever the locale says.
  public var forceASCII: Bool
  /// The file that takes what is written to descriptor 2 while the screen is shown; nil drops it.
  ///
  /// Otherwise anybody's diagnostics would garble the screen. A descriptor 2 that is not a terminal is left alone.
  public var diagnosticsPath: String?

  /// The descriptor keys are read from.
  var input: Int32 = 0
  /// The descriptor of the screen.
  var output: Int32 = 1
  /// Whether the process's signal handlers are taken over.
  var handlesSignals = true

  /// Makes settings for the terminal on descriptors 0 and 1.
  public init(environment: [String: String], forceASCII: Bool = false, diagnosticsPath: String? = nil) {
    self.environment = environment
    self.forceASCII = forceASCII
    self.diagnosticsPath = diagnosticsPath
  }

  /// How long a lone escape is waited on before it counts as the Esc key: ESCDELAY, else 100 ms over SSH and 25 here.
  var escapeDelay: Duration {
    if let text = environment["ESCDELAY"], let milliseconds = Int(text), milliseconds > 0 {
      return .milliseconds(min(milliseconds, 5000))
    }
    return environment["SSH_CONNECTION"] == nil ? .milliseconds(25) : .milliseconds(100)
  }

  /// Whether the operator wants no colours: NO_COLOR is set and not empty.
  var refusesColour: Bool { environment["NO_COLOR"].map { !$0.isEmpty } ?? false }
}
