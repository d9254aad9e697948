import Foundation

/// Does something after a while unless it is cancelled before.
final class Alarm: Sendable {
  private let cancelled = DispatchSemaphore(value: 0)

  init(after seconds: Double, _ body: @escaping @Sendable () -> Void) {
    Thread { [cancelled] in
      if cancelled.wait(timeout: .now() + seconds) == .timedOut { body() }
    }.start()
  }

  func cancel() { cancelled.signal() }
}
