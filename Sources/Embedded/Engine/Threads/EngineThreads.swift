import Foundation
import Synchronization

/// Threads for blocking calls, made when needed and ended when idle, so that the cooperative pool never blocks.
final class EngineThreads: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var threads = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int = 8) { self.limit = limit }

  /// Runs a blocking body on a thread of its own.
  func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      submit { continuation.resume(with: Result { try body() }) }
    }
  }

  private func submit(_ job: @escaping @Sendable () -> Void) {
    let isNew = state.withLock { state in
      state.jobs.append(job)
      guard state.threads < limit else { return false }
      state.threads += 1
      return true
    }
    if isNew { Thread { [self] in work() }.start() }
  }

  private func work() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      if state.jobs.isEmpty {
        state.threads -= 1
        return nil
      }
      return state.jobs.removeFirst()
    }
  }
}
