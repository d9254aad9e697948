import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Catalog

/// The announcement of changes inside one process.
@Suite struct SignalTests {
  @Test("Listeners that give up while changes are announced keep nobody waiting")
  func cancellation() async throws {
    let signal = ChangeSignal { try DatabaseQueue() }
    let isOver = Mutex(false)
    let ended = DispatchSemaphore(value: 0)
    Thread { @Sendable in
      var revision = 0
      while !isOver.withLock({ $0 }) {
        revision += 1
        signal.announce(revision)
      }
      ended.signal()
    }.start()
    Thread { @Sendable in
      for _ in 0..<300 {
        let heard = DispatchSemaphore(value: 0)
        let listener = Task.detached { for await _ in signal.listen() { heard.signal() } }
        heard.wait()
        listener.cancel()
      }
      isOver.withLock { $0 = true }
      ended.signal()
    }.start()
    // Waited for on a thread of its own: Swift's threads are few, the listeners need them, and other tests are busy there.
    let isFree = await withCheckedContinuation { answer in
      Thread { @Sendable in
        let limit = DispatchTime.now() + 600
        answer.resume(returning: (0..<2).allSatisfy { _ in ended.wait(timeout: limit) == .success })
      }.start()
    }
    #expect(isFree, "somebody waits for a lock for ever")
  }
}
