/// What came of a deletion or cancellation: both lists, so that a bulk request reports every row (S36).
public struct Deletion: Codable, Hashable, Sendable {
  /// The ids that are done.
  public var done: [String]
  /// All refusals.
  public var refused: [Refusal]

  /// Makes an outcome.
  public init(done: [String] = [], refused: [Refusal] = []) {
    self.done = done
    self.refused = refused
  }
}
