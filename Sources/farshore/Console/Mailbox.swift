import Console
import Synchronization
import Terminal

/// Events on their way to the key loop, from any thread.
final class Mailbox: Sendable {
  private let events = Mutex<[ConsoleEvent]>([])
  private let waker: Waker

  /// Makes a mailbox that wakes the loop when something arrives.
  init(waker: Waker) { self.waker = waker }

  /// Adds an event and wakes the loop.
  func post(_ event: ConsoleEvent) {
    events.withLock { $0.append(event) }
    waker.wake()
  }

  /// Adds events that belong together and wakes the loop once.
  func post(_ news: [ConsoleEvent]) {
    if news.isEmpty { return }
    events.withLock { $0 += news }
    waker.wake()
  }

  /// Takes everything that has arrived.
  func drain() -> [ConsoleEvent] {
    events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
