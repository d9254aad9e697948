import Dispatch

/// Wakes one waiting thread; rings before it waits count as one.
final class Bell: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Wakes the waiter, or spares its next wait.
  func ring() { semaphore.signal() }

  /// Waits for a ring, at most so long; nil waits for ever.
  func wait(milliseconds: Int?) {
    let deadline: DispatchTime = milliseconds.map { .now() + .milliseconds($0) } ?? .distantFuture
    guard semaphore.wait(timeout: deadline) == .success else { return }
    while semaphore.wait(timeout: .now()) == .success {}
  }
}
