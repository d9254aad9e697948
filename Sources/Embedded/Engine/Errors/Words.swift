import Replication

/// The words of any error, for task rows and notices, which carry sentences.
enum Words {
  /// The explanation of an error; errors without words of their own are shown as they are.
  static func explain(_ error: any Error) -> Explanation {
    if let explained = error as? any ExplainedError { return explained.explanation }
    if let refused = error as? Refused {
      return Explanation(
        code: refused.refusals.first?.code.rawValue ?? "refused",
        message: refused.refusals.map(\.message).joined(separator: " "))
    }
    return Explanation(code: "failed", message: String(describing: error))
  }

  /// One line: what happened and what to do next.
  static func line(_ error: any Error) -> String {
    let words = explain(error)
    return words.next.isEmpty ? words.message : "\(words.message) \(words.next)"
  }
}
