import Foundation
import Synchronization

/// Somebody who never stops writing to a file.
final class Toucher: Sendable {
  private let isOver = Mutex(false)
  private let hasEnded = DispatchSemaphore(value: 0)

  init(_ path: String) {
    let hasBegun = DispatchSemaphore(value: 0)
    let thread = Thread { @Sendable [self] in
      var count = 0
      while !isOver.withLock({ $0 }) {
        count += 1
        let time = timespec(tv_sec: 1_000_000_000 + count, tv_nsec: 0)
        utimensat(AT_FDCWD, path, [time, time], 0)
        if count == 1 { hasBegun.signal() }
      }
      hasEnded.signal()
    }
    thread.start()
    hasBegun.wait()
  }

  /// Lets the file alone.
  func stop() {
    isOver.withLock { $0 = true }
    hasEnded.wait()
  }
}
