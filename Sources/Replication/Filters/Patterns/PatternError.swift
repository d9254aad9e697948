/// Why a text is no regular expression, and where.
public struct PatternError: Error, Hashable, Sendable {
  /// The character at which reading stopped, counted from 1.
  public var position: Int
  /// What is wrong there.
  public var problem: PatternProblem

  /// Makes an error.
  public init(position: Int, problem: PatternProblem) {
    self.position = position
    self.problem = problem
  }
}
