extension FilterError: ExplainedError {
  /// The words for an operator.
  public var explanation: Explanation {
    switch self {
    case .unknownField(let name, let known):
      words("There is no field \(name).", "Fields here: \(Self.list(known)). To look for the text, quote it.")
    case .foreignField(let field, let known):
      words("These rows have no \(field.rawValue).", "Fields here: \(Self.list(known)).")
    case .pattern(let pattern, let position, let problem):
      words("/\(pattern)/ cannot be read: \(Self.words(problem)) at position \(position).", "")
    case .value(let field, let text):
      words(
        text.isEmpty
          ? "\(field.rawValue): needs a value." : "\(field.rawValue): \(text.debugDescription) cannot be read.",
        Self.example(of: field))
    case .tooLong: words("The filter is too long.", "Leave something out.")
    }
  }

  private func words(_ message: String, _ next: String) -> Explanation {
    Explanation(code: "filter", message: message, next: next, kind: .usage)
  }

  private static func list(_ fields: [FilterField]) -> String { fields.map(\.rawValue).joined(separator: " ") }

  private static func example(of field: FilterField) -> String {
    switch field.form {
    case .text, .word: "Write \(field.rawValue):word, or \(field.rawValue):one,other."
    case .bytes: "Write a size such as \(field.rawValue):>1g, <500MB or 1g..2g."
    case .percent: "Write a number such as \(field.rawValue):<50."
    case .age: "Write a time such as age:<7d (m, h, d, w, y) or 1d..7d."
    case .date: "Write a day or month such as created:>=2026-11-01 or 2026-11."
    }
  }

  private static func words(_ problem: PatternProblem) -> String {
    switch problem {
    case .nothingToRepeat: "nothing stands before the sign of repetition"
    case .openGroup: "a group is not closed with ')'"
    case .strayGroupEnd: "no group is open that this ')' could close"
    case .openClass: "the set of characters is not closed with ']'"
    case .emptyRange: "a range runs backwards"
    case .badCount: "a repetition is written {2}, {2,} or {2,5}, up to 1000"
    case .badEscape: "this escape is not known"
    case .unsupported: "look-around, back-references and other modes are not supported"
    case .tooLarge: "the expression is too large"
    }
  }
}
