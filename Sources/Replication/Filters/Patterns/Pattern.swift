/// A regular expression for names: letter case is ignored and matching takes time linear in the text, whatever is typed.
///
/// It knows characters, `.`, `[a-z]`, `[^a-z]`, `\d \w \s` and their opposites, `\b \B`, `^ $`, groups, `|`, and the
/// repetitions `* + ? {2} {2,} {2,5}`. Back-references and look-around would need more than linear time.
public struct Pattern: Hashable, Sendable {
  /// The expression as it was typed.
  public let source: String
  let program: PatternProgram

  /// Reads an expression.
  public init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    program = try PatternProgram(try parser.parse())
  }

  /// Finds an expression equal by its text.
  public static func == (left: Pattern, right: Pattern) -> Bool { left.source == right.source }

  /// Feeds the expression's text.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// What divides searched texts stored as one; `^` and `$` match beside it, and nothing matches it.
  public static let separator: Unicode.Scalar = "\u{1F}"

  /// Whether any part of a text matches; to ask of many texts make a `PatternMatcher` once.
  public func matches(_ text: String) -> Bool {
    var matcher = PatternMatcher(self)
    return matcher.matches(text)
  }
}
