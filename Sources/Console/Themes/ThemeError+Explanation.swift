public import Replication

extension ThemeError: ExplainedError {
  /// The words of a theme error.
  public var explanation: Explanation {
    switch self {
    case .broken(let file, let line, let column, let problem):
      Explanation(
        code: "theme-broken", message: "\(file):\(line):\(column): \(problem).",
        next: "The default theme is used instead. Correct the line, or remove the file.")
    case .unknown(let name, let known):
      Explanation(
        code: "theme-unknown", message: "There is no theme named \(name).",
        next: "Themes: \(known.joined(separator: ", ")).", kind: .usage)
    }
  }
}
