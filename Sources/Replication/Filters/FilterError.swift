/// Why a filter cannot be read; worded in `FilterError+Explanation.swift`.
public enum FilterError: Error, Hashable, Sendable {
  /// No list has a field of this name.
  case unknownField(String, known: [FilterField])
  /// This list has no such field.
  case foreignField(FilterField, known: [FilterField])
  /// The regular expression is not one; the position counts its characters from 1.
  case pattern(String, position: Int, problem: PatternProblem)
  /// What follows the colon is no value of the field.
  case value(FilterField, String)
  /// Longer, or made of more terms, than any operator's filter.
  case tooLong
}
