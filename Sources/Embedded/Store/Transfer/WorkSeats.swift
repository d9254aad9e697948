import Foundation
import Synchronization

/// Room for so many workers in the whole process, first come first served: what bounds memory over all transfers.
final class WorkSeats: Sendable {
  static let shared = WorkSeats(seats: WorkerGroup.threads)

  private struct State {
    var free: Int
    var nextTicket = 0
    var served = 0
  }

  private let state: Mutex<State>
  private let changed = NSCondition()

  init(seats: Int) { state = Mutex(State(free: seats)) }

  /// Waits for a seat.
  func take() {
    let ticket = state.withLock { state in
      defer { state.nextTicket += 1 }
      return state.nextTicket
    }
    changed.lock()
    while !sit(ticket) { changed.wait() }
    changed.unlock()
  }

  /// Lets the next one sit.
  func giveBack() {
    changed.lock()
    state.withLock { $0.free += 1 }
    changed.broadcast()
    changed.unlock()
  }

  /// Adds seats for a while where a disk that does not answer keeps some from being given back; negative takes back.
  func lend(_ seats: Int) {
    changed.lock()
    state.withLock { $0.free += seats }
    changed.broadcast()
    changed.unlock()
  }

  /// Lets those who wait go first; call it with nothing half-done in hand.
  ///
  /// - Parameter standUp: Gives up the memory that the seat stands for.
  func letOthersPass(_ standUp: () -> Void) {
    guard state.withLock({ $0.nextTicket > $0.served }) else { return }
    standUp()
    giveBack()
    take()
  }

  private func sit(_ ticket: Int) -> Bool {
    let sits = state.withLock { state in
      guard state.free > 0, state.served == ticket else { return false }
      state.free -= 1
      state.served += 1
      return true
    }
    if sits { changed.broadcast() }
    return sits
  }
}
