/// How often and after which pauses something is tried again.
public struct RetryPolicy: Hashable, Sendable {
  /// All attempts, the first included.
  public var attempts: Int
  /// The pause after the first attempt; it doubles from there.
  public var first: Duration
  /// The longest pause.
  public var longest: Duration

  /// Makes a policy.
  public init(attempts: Int = 6, first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
    self.attempts = attempts
    self.first = first
    self.longest = longest
  }

  /// One attempt.
  public static let once = RetryPolicy(attempts: 1)

  /// The pause after an attempt: between half and the whole of the doubled one, so that many callers do not return at
  /// once; what the server asks for is kept in any case.
  ///
  /// - Parameters:
  ///   - attempt: the number of the attempt that failed, from 1.
  ///   - asked: what the server asked for.
  ///   - chance: between 0 and 1, drawn by the caller.
  public func pause(after attempt: Int, asked: Duration?, chance: Double) -> Duration {
    let doubled = min(longest, first * (1 << min(max(attempt - 1, 0), 20)))
    let drawn = doubled * (0.5 + min(max(chance, 0), 1) / 2)
    return max(drawn, min(asked ?? .zero, longest))
  }
}
