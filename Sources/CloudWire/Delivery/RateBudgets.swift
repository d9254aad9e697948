internal import Synchronization

/// The budgets of this process, one an account.
public final class RateBudgets: Sendable {
  /// Those of this process.
  public static let shared = RateBudgets()

  private let budgets = Mutex<[String: RateBudget]>([:])
  private let listener = Mutex<@Sendable () -> Void>({})

  /// Makes an empty set.
  public init() {}

  /// The budget of an account, made at its first use.
  ///
  /// - Parameters:
  ///   - account: what tells accounts apart, such as provider and access key.
  ///   - timetable: the pace it shares with other processes; nil shares none.
  ///   - claim: what only one process has while it changes something; nil heeds this process alone.
  public func budget(
    of account: String, perSecond: Double, timetable: Timetable? = nil, claim: WriteClaim? = nil
  ) -> RateBudget {
    budgets.withLock { budgets in
      if let budget = budgets[account] { return budget }
      let budget = RateBudget(perSecond: perSecond, timetable: timetable, claim: claim) { [weak self] in
        self?.listener.withLock { $0 }()
      }
      budgets[account] = budget
      return budget
    }
  }

  /// Has something done whenever a cloud has asked for a pause, in the place of what was done before.
  public func onPause(_ body: @escaping @Sendable () -> Void) { listener.withLock { $0 = body } }
}
