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
  /// - Parameters:
  ///   - account: what tells accounts apart, such as provider and access key.
  ///   - timetable: what it shares with other processes; nil shares nothing.
  public func budget(of account: String, perSecond: Double, timetable: Timetable? = nil) -> RateBudget {
    budgets.withLock { budgets in
      if let budget = budgets[account] { return budget }
      let budget = RateBudget(perSecond: perSecond, timetable: timetable)
      budgets[account] = budget
      return budget
    }
  }
}
