import CStorage
import Foundation
import Synchronization

/// Runs the same work on several threads of its own and waits for all of them.
enum WorkerGroup {
  /// Threads of one transfer: enough to overlap disk and processor, few enough for the memory bound.
  static let threads = 4
  /// Threads of all transfers beyond the first of each, so that many transfers are not many times as many threads.
  private static let spare = Mutex(2 * threads)

  /// Runs `body` on up to `count` threads; the first error is thrown when all have ended.
  ///
  /// One thread starts at once, the others as far as other transfers leave some, now or later.
  static func run(_ count: Int, _ body: @escaping @Sendable () throws -> Void) throws {
    let first = FirstError()
    let done = DispatchSemaphore(value: 0)
    var (started, ended) = (0, 0)
    while started == 0 || ended < started {
      // When one has found nothing left to do, more hands would find nothing either.
      while started < count, ended == 0, started == 0 || takeSpare() {
        start(isSpare: started > 0, first, done, body)
        started += 1
      }
      let isWanted = started < count && ended == 0
      if done.wait(timeout: isWanted ? .now() + 1 : .distantFuture) == .success { ended += 1 }
    }
    try first.rethrow()
  }

  private static func start(
    isSpare: Bool, _ first: FirstError, _ done: DispatchSemaphore, _ body: @escaping @Sendable () throws -> Void
  ) {
    let thread = Thread { @Sendable in
      cs_lower_priority()
      WorkSeats.shared.take()
      do { try body() } catch { first.note(error) }
      WorkSeats.shared.giveBack()
      if isSpare { spare.withLock { $0 += 1 } }
      done.signal()
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  private static func takeSpare() -> Bool {
    spare.withLock { spare in
      guard spare > 0 else { return false }
      spare -= 1
      return true
    }
  }
}
