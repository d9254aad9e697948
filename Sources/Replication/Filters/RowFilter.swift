/// What an operator typed to narrow a list, understood: a row is kept when it passes every term.
///
/// Letter case is ignored throughout. `RowFilter.parse` says how a filter is written.
public struct RowFilter: Codable, Hashable, Sendable {
  /// The terms, all of which must hold; none keeps every row.
  public var terms: [FilterTerm]

  /// Makes a filter.
  public init(_ terms: [FilterTerm] = []) { self.terms = terms }

  /// Keeps the rows of which a searched text contains this one; every row where it is empty.
  public init(text: String) { self.init(text.isEmpty ? [] : [FilterTerm(.text(text.lowercased()))]) }

  /// Keeps every row.
  public static let everything = RowFilter()

  /// The text looked for, where that is all that is asked: lower case; empty for a filter that keeps every row.
  public var plainText: String? {
    if terms.isEmpty { return "" }
    guard terms.count == 1, !terms[0].isNegated, case .text(let text) = terms[0].test else { return nil }
    return text
  }
}
