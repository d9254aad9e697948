import Dispatch

@testable import Embedded

/// An observer that lets nothing cross before it is told to.
final class Toll: TransferObserver {
  private let arrivals = DispatchSemaphore(value: 0)
  private let gate = DispatchSemaphore(value: 0)

  /// Returns when so many threads wait to cross.
  func waitForArrivals(_ count: Int) { for _ in 0..<count { arrivals.wait() } }

  /// Lets everybody cross from now on.
  func open() { gate.signal() }

  func checkpoint() throws {}

  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws {
    try beforeWaiting()
    arrivals.signal()
    gate.wait()
    gate.signal()
  }

  func progress(_ progress: TransferProgress) {}
}
