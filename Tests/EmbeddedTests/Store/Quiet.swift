import Synchronization

@testable import Embedded

/// An observer that counts, and stops a transfer when asked to.
final class Quiet: TransferObserver {
  private let counts = Mutex((crossed: 0, checkpoints: 0))
  private let stopAfter: Int?
  private let onCheckpoint: @Sendable (Int) throws -> Void

  init(stopAfter: Int? = nil, onCheckpoint: @escaping @Sendable (Int) throws -> Void = { _ in }) {
    self.stopAfter = stopAfter
    self.onCheckpoint = onCheckpoint
  }

  var crossed: Int { counts.withLock { $0.crossed } }

  /// How often a transfer asked whether to go on.
  var checkpoints: Int { counts.withLock { $0.checkpoints } }

  func checkpoint() throws {
    let count = counts.withLock { counts in
      counts.checkpoints += 1
      return counts.checkpoints
    }
    try onCheckpoint(count)
    if let stopAfter, count >= stopAfter { throw TransferStopped.paused }
  }

  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws { counts.withLock { $0.crossed += bytes } }

  func progress(_ progress: TransferProgress) {}
}
