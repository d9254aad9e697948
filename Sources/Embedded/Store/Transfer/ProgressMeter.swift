import Replication
import Synchronization

/// Adds up what the threads of one transfer do and tells the observer.
final class ProgressMeter: Sendable {
  private let progress: Mutex<TransferProgress>
  private let observer: any TransferObserver

  init(_ observer: any TransferObserver, phase: TaskPhase, total: Int64) {
    self.observer = observer
    progress = Mutex(TransferProgress(phase: phase, logicalDone: 0, logicalTotal: total, crossed: 0))
    observer.progress(progress.withLock { $0 })
  }

  /// Notes logical bytes dealt with and stored bytes that crossed.
  func add(logical: Int64, crossed: Int = 0) {
    observer.progress(
      progress.withLock { progress in
        progress.logicalDone += logical
        progress.crossed += Int64(crossed)
        return progress
      })
  }

  /// Begins another phase.
  func enter(_ phase: TaskPhase) {
    observer.progress(
      progress.withLock { progress in
        progress.phase = phase
        return progress
      })
  }
}
