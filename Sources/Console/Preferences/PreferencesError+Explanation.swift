public import Replication

extension PreferencesError: ExplainedError {
  /// The words for an operator.
  public var explanation: Explanation {
    switch self {
    case .broken(let file, let line, let column, let problem):
      Explanation(
        code: "config-broken", message: "\(file):\(line):\(column): \(problem).",
        next: "Correct the file; farshore config --defaults prints every key.")
    case .unchangeable(let file, let key):
      Explanation(
        code: "config-unchangeable",
        message: "\(key.rawValue) holds for now, but \(file) is written in a way that cannot be changed from here.",
        next: "Write one key a line there.")
    }
  }
}
