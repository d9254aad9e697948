/// What is looked for in a field.
public enum FilterWord: Codable, Hashable, Sendable {
  /// A text, in lower case: fields of free text contain it, words of a closed set begin with it.
  case text(String)
  /// A regular expression that must match somewhere in the field.
  case pattern(String)
}
