/// A part of a regular expression.
indirect enum PatternNode: Hashable, Sendable {
  /// Where a match may stand.
  enum Assertion: Hashable, Sendable {
    case start, end, wordBoundary, insideWord
  }

  case nothing
  case scalars(ScalarSet)
  case assertion(Assertion)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// `most` is nil where there is no limit.
  case repeated(PatternNode, least: Int, most: Int?)
}
