/// Tasks that could not go on a moment ago, and when each is tried again: a little later each time.
struct Setbacks: Sendable {
  private struct Entry {
    var count: Int
    var due: UInt64
  }

  /// How often a transfer that stands still is tried again before it is left to the operator.
  static let limit = 5
  private static let first = 250_000_000.0
  private static let longest = 60_000_000_000.0

  private var entries: [String: Entry] = [:]

  /// Notes that a task could not go on; `weight` makes the pause longer from the first time on.
  mutating func note(_ task: String, at uptime: UInt64, weight: Double = 1) {
    let count = (entries[task]?.count ?? 0) + 1
    var pause = Self.first * weight
    for _ in 1..<count where pause < Self.longest { pause *= 2 }
    entries[task] = Entry(count: count, due: uptime + UInt64(min(pause, Self.longest)))
  }

  /// Forgets a task: it went on, ended, or an operator wants it tried now.
  mutating func forget(_ task: String) { entries[task] = nil }

  /// How often in a row it could not go on.
  func count(_ task: String) -> Int { entries[task]?.count ?? 0 }

  /// Whether it may be tried.
  func isDue(_ task: String, at uptime: UInt64) -> Bool { (entries[task]?.due ?? 0) <= uptime }

  /// The next moment at which one that waits may be tried; nil when none waits.
  func nextDue(after uptime: UInt64) -> UInt64? { entries.values.map(\.due).filter { $0 > uptime }.min() }
}
