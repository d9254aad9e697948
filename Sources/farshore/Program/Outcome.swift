import Dispatch
import Synchronization

/// What a detached run came to; the main thread waits for it.
final class Outcome: Sendable {
  private let status = Mutex<ExitStatus?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  /// Says that the run has ended; nil leaves the rest to the main thread.
  func end(_ status: ExitStatus?) {
    self.status.withLock { $0 = status }
    ended.signal()
  }

  /// Waits for the end.
  func wait() -> ExitStatus? {
    ended.wait()
    return status.withLock { $0 }
  }
}
