/// One condition of a filter.
public struct FilterTerm: Codable, Hashable, Sendable {
  /// Whether rows that pass the test are dropped instead of kept.
  public var isNegated: Bool
  /// What is asked of a row.
  public var test: FilterTest

  /// Makes a term.
  public init(_ test: FilterTest, isNegated: Bool = false) {
    self.test = test
    self.isNegated = isNegated
  }
}
