import Dispatch
import Synchronization

/// Wakes one waiting thread; rings before it waits count as one.
final class Bell: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let rung = Mutex(false)

  /// Whether it has rung and nobody has heard it yet.
  var hasRung: Bool { rung.withLock { $0 } }

  /// Wakes the waiter, or spares its next wait.
  func ring() {
    rung.withLock { rung in
      guard !rung else { return }
      rung = true
      semaphore.signal()
    }
  }

  /// Waits for a ring, at most so long; nil waits for ever.
  func wait(nanoseconds: UInt64?) {
    let deadline: DispatchTime =
      nanoseconds.map { .now() + .nanoseconds(Int(clamping: $0)) } ?? .distantFuture
    guard semaphore.wait(timeout: deadline) == .success else { return }
    rung.withLock { $0 = false }
  }
}
