import Foundation

/// How an attempt to move a task ended.
enum MoverOutcome {
  /// It succeeded and is published.
  case finished
  /// It was told to stop; its row says why, or it goes back into the queue.
  case stopped(TransferStopped)
  /// A disk is full or fails, or a store is gone: the target and all that is verified stay until the operator resumes.
  case interrupted(any Error)
  /// It cannot succeed.
  case failed(any Error)

  init(_ error: any Error) {
    switch error {
    case let stopped as TransferStopped: self = .stopped(stopped)
    case let error as StoreError: self = Self.of(error)
    case EngineError.storeUnreachable, EngineError.storeNotWritable, EngineError.io: self = .interrupted(error)
    default: self = .failed(error)
    }
  }

  private static func of(_ error: StoreError) -> MoverOutcome {
    switch error {
    case .noSpace, .readOnly, .io, .notAStore, .ownedByAnother, .newerVersion: .interrupted(error)
    // Another process still ends what it was doing for this task; the queue comes back to it.
    case .sessionBusy, .collectionBusy: .stopped(.handedOver)
    default: .failed(error)
    }
  }
}
