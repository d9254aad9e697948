import CStorage
import Foundation
import Synchronization

/// Runs the same work on several threads of its own and waits for all of them.
enum WorkerGroup {
  /// Threads of one transfer: enough to overlap disk and processor, few enough for the memory bound.
  static let threads = 4

  /// Runs `body` on `count` threads; the first error is thrown when all have ended.
  static func run(_ count: Int, _ body: @escaping @Sendable () throws -> Void) throws {
    let first = FirstError()
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<count {
      let thread = Thread { @Sendable in
        cs_lower_priority()
        WorkSeats.shared.take()
        do { try body() } catch { first.note(error) }
        WorkSeats.shared.giveBack()
        done.signal()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    for _ in 0..<count { done.wait() }
    try first.rethrow()
  }
}
