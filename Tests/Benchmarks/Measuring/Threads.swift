import Foundation
import Synchronization

/// Runs the same work on several threads of its own.
enum Threads {
  /// Waits for all of them; throws what one of them threw.
  static func run(_ count: Int, _ work: @escaping @Sendable () throws -> Void) throws {
    let group = DispatchGroup()
    let failure = Failure()
    for _ in 0..<count {
      group.enter()
      Thread {
        do { try work() } catch { failure.error.withLock { $0 = error } }
        group.leave()
      }.start()
    }
    group.wait()
    if let error = failure.error.withLock({ $0 }) { throw error }
  }

  private final class Failure: Sendable {
    let error = Mutex<(any Error)?>(nil)
  }
}
