/// Watches whether a transfer shows any sign of life: bytes, chunks, or waiting for its turn on a link.
struct Standstill: Sendable {
  /// What to do about it.
  enum Verdict: Equatable, Sendable {
    case moves
    /// Nothing has moved for so many seconds: to be said.
    case stands(seconds: Int)
    /// It stood long enough to be tried again.
    case givesUp(seconds: Int)
  }

  /// Seconds without a sign of life after which it is said.
  static let patience: UInt64 = 30
  /// Seconds after which the attempt is given up.
  static let limit: UInt64 = 120

  private var signs: UInt64 = 0
  private var since: UInt64?

  /// Judges by a count of the signs of life so far, and by whether it waits for something that is rationed.
  mutating func judge(signs: UInt64, isWaiting: Bool, at uptime: UInt64) -> Verdict {
    guard let began = since, signs == self.signs, !isWaiting else {
      (self.signs, since) = (signs, uptime)
      return .moves
    }
    let seconds = uptime < began ? 0 : (uptime - began) / 1_000_000_000
    if seconds >= Self.limit { return .givesUp(seconds: Int(seconds)) }
    return seconds >= Self.patience ? .stands(seconds: Int(seconds)) : .moves
  }
}
