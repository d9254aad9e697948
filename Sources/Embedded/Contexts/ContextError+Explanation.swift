import Glibc
public import Replication

extension ContextError: ExplainedError {
  /// The words for an operator.
  public var explanation: Explanation {
    switch self {
    case .broken(let file, let line, let column, let problem):
      words("context-broken", "\(file):\(line):\(column): \(problem).", "Correct the file; nothing was changed.")
    case .newerVersion(let file, let found, let known):
      words(
        "context-newer", "\(file) has version \(found); this farshore knows versions up to \(known).",
        "Use a newer farshore for this home.")
    case .unknown(let name, let known):
      words("unknown-context", "There is no context \(name.debugDescription).", Self.choices(known), .usage)
    case .noCurrent(let known):
      words(
        "no-current-context", "No context is the current one.",
        Self.choices(known) + " Choose one with: farshore contexts use NAME", .usage)
    case .exists(let name):
      words("context-exists", "A context \(name.debugDescription) exists already.", "Choose another name.", .usage)
    case .badName(let name):
      words(
        "context-name", "\(name.debugDescription) cannot be the name of a context.",
        "Use 1 to 64 letters, digits, '-' and '_', beginning with a letter or digit.", .usage)
    case .tooLarge(let file):
      words("context-too-large", "\(file) is too large to be a context file.", "Put a context file in its place.")
    case .io(let operation, let path, let number):
      words(
        "home-io", "Could not \(operation) \(path): \(String(cString: strerror(number))).",
        number == ENOSPC ? "Make room on that disk, then try again." : "Check the folder and its permissions.")
    case .noHome:
      words(
        "no-home", "There is no place for farshore's configuration: neither FARSHORE_HOME nor HOME is set.",
        "Name a folder with --home DIR.", .usage)
    }
  }

  private func words(
    _ code: String, _ message: String, _ next: String, _ kind: Explanation.Kind = .failed
  ) -> Explanation {
    Explanation(code: code, message: message, next: next, kind: kind)
  }

  private static func choices(_ known: [String]) -> String {
    known.isEmpty ? "There are none yet." : "Known: \(known.joined(separator: ", "))."
  }
}
