internal import Synchronization

/// The budgets of this process, one an account.
public final class RateBudgets: Sendable {
  /// Those of this process.
  public static let shared = RateBudgets()

  private let budgets = Mutex<[String: RateBudget]>([:])

  /// Makes an empty set.
  public init() {}

  /// The budget of an account, made at its first use.
  ///
  /// - Parameter account: what tells accounts apart, such as provider and access key.
  public func budget(of account: String, perSecond: Double) -> RateBudget {
    budgets.withLock { budgets in
      if let budget = budgets[account] { return budget }
      let budget = RateBudget(perSecond: perSecond)
      budgets[account] = budget
      return budget
    }
  }
}
