import Foundation
import Synchronization

/// Lets threads pass one after the other in the order of their numbers.
final class Turnstile: Sendable {
  private struct State {
    var next = 0
    var isAborted = false
  }

  private let state = Mutex(State())
  private let changed = NSCondition()

  /// Whether somebody failed, so that nobody needs to go on.
  var isAborted: Bool { state.withLock { $0.isAborted } }

  /// Waits for the turn of `number`; false when the work was aborted.
  func wait(for number: Int) -> Bool {
    changed.lock()
    defer { changed.unlock() }
    while true {
      let (next, isAborted) = state.withLock { ($0.next, $0.isAborted) }
      if isAborted { return false }
      if next == number { return true }
      changed.wait()
    }
  }

  /// Gives the turn to the next number.
  func pass() { change { $0.next += 1 } }

  /// Sends everybody away.
  func abort() { change { $0.isAborted = true } }

  private func change(_ body: (inout State) -> Void) {
    changed.lock()
    state.withLock { body(&$0) }
    changed.broadcast()
    changed.unlock()
  }
}
