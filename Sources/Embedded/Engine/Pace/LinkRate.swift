import Synchronization

/// The limit of a context's links, looked up at most once a second, so that a change is felt within two.
final class LinkRate: Sendable {
  private struct Known {
    var rate: Int64?
    var until: UInt64 = 0
  }

  private let known = Mutex(Known())
  private let clock: any EngineClock
  private let lookUp: @Sendable () throws -> Int64?

  init(clock: any EngineClock, lookUp: @escaping @Sendable () throws -> Int64?) {
    self.clock = clock
    self.lookUp = lookUp
  }

  /// Bytes a second; nil without a limit.
  var current: Int64? {
    known.withLock { known in
      let now = clock.uptime
      guard now >= known.until else { return known.rate }
      known.until = now + 1_000_000_000
      do {
        known.rate = try lookUp().map { max(1, $0) }
      } catch {
        // A context file that cannot be read just now keeps the limit it had; whoever opens the context is told.
      }
      return known.rate
    }
  }
}
