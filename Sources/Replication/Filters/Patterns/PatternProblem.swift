/// What is wrong with a regular expression.
public enum PatternProblem: String, Codable, Hashable, Sendable {
  /// A `*`, `+`, `?` or `{` with nothing before it.
  case nothingToRepeat
  /// A `(` without its `)`.
  case openGroup
  /// A `)` without its `(`.
  case strayGroupEnd
  /// A `[` without its `]`.
  case openClass
  /// A range such as `z-a`.
  case emptyRange
  /// Braces that hold no count, or too large a one.
  case badCount
  /// A backslash before a letter that means nothing, or before nothing.
  case badEscape
  /// Something other languages of patterns have and this one has not.
  case unsupported
  /// It would need more room than any operator's pattern.
  case tooLarge
}
