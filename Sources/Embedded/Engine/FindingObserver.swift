import Synchronization

/// Watches a verification that nobody steers but by cancelling it.
final class FindingObserver: TransferObserver {
  private let region: String
  private let onProgress: @Sendable (String, Int64, Int64) -> Void
  private let isCancelled = Mutex(false)

  init(region: String, onProgress: @escaping @Sendable (String, Int64, Int64) -> Void = { _, _, _ in }) {
    self.region = region
    self.onProgress = onProgress
  }

  /// Stops the verification after the chunk in hand.
  func cancel() { isCancelled.withLock { $0 = true } }

  func checkpoint() throws {
    if isCancelled.withLock({ $0 }) { throw TransferStopped.cancelled }
  }

  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws {}
  func progress(_ progress: TransferProgress) { onProgress(region, progress.logicalDone, progress.logicalTotal) }
}
