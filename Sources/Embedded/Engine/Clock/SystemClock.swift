import Foundation

/// The machine's own clocks.
struct SystemClock: EngineClock {
  var now: Date { Date() }

  var uptime: UInt64 {
    var time = timespec()
    // CLOCK_MONOTONIC with a valid pointer cannot fail.
    _ = clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  func sleep(nanoseconds: UInt64, unless bell: Bell) { bell.wait(nanoseconds: nanoseconds) }
}
