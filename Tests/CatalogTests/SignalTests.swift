import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Catalog

/// The announcement of changes inside one process.
@Suite struct SignalTests {
  @Test("Listeners that give up while changes are announced keep nobody waiting")
  func cancellation() throws {
    let signal = ChangeSignal(connection: try DatabaseQueue())
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
      for _ in 0..<2_500 {
        let heard = DispatchSemaphore(value: 0)
        let listener = Task.detached { for await _ in signal.listen() { heard.signal() } }
        heard.wait()
        listener.cancel()
      }
      isOver.withLock { $0 = true }
      ended.signal()
    }.start()
    for _ in 0..<2 { #expect(ended.wait(timeout: .now() + 120) == .success, "somebody waits for a lock for ever") }
  }
}
