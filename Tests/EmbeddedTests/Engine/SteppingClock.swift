import Foundation
import Synchronization

@testable import Embedded

/// A clock that stands still until somebody sleeps; counts what was slept.
final class SteppingClock: EngineClock {
  private let time = Mutex<UInt64>(1_000_000_000)

  var now: Date { Date(timeIntervalSince1970: 1_700_000_000 + Double(uptime) / 1e9) }
  var uptime: UInt64 { time.withLock { $0 } }
  func sleep(nanoseconds: UInt64, unless bell: Bell) {
    if bell.hasRung { bell.wait(nanoseconds: 0) } else { sleep(nanoseconds: nanoseconds) }
  }
  func sleep(nanoseconds: UInt64) { time.withLock { $0 += nanoseconds } }

  var seconds: Double { Double(uptime - 1_000_000_000) / 1e9 }
}
