/// A rate limit as a bucket of bytes that fills steadily; what does not fit is lost.
struct TokenBucket: Equatable, Sendable {
  /// When it was last filled, in nanoseconds of uptime.
  var filledAt: UInt64
  /// Bytes that may cross now.
  var tokens: Double

  /// How many seconds of rate it holds: long enough for late wake-ups, short enough to stay within 5 % over 10 s.
  static let depth = 0.25

  /// Fills it up to now; an uptime that went backwards means another boot.
  mutating func fill(rate: Int64, now: UInt64) {
    if now < filledAt {
      (filledAt, tokens) = (now, 0)
      return
    }
    let gained = Double(now - filledAt) / 1e9 * Double(rate)
    tokens = min(tokens + gained, max(1, Double(rate) * Self.depth))
    filledAt = now
  }

  /// Takes as many whole bytes as there are, at most those wanted.
  mutating func take(upTo wanted: Int) -> Int {
    let taken = max(0, min(wanted, Int(tokens)))
    tokens -= Double(taken)
    return taken
  }
}
