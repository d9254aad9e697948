import Catalog
import Foundation
import Replication

/// How an attempt to move a task ended.
enum MoverOutcome {
  /// It succeeded and is published.
  case finished
  /// It was told to stop; its row says why, or it goes back into the queue.
  case stopped(TransferStopped)
  /// It could not go on just now and goes back into the queue for a while.
  case setBack(any Error)
  /// A disk is full or fails, or a store is gone: the target and all that is verified stay until the operator resumes.
  case interrupted(any Error)
  /// It cannot succeed.
  case failed(any Error)

  init(_ error: any Error, type: TaskType) {
    switch error {
    case let stopped as TransferStopped: self = .stopped(stopped)
    case let error as StoreError: self = Self.of(error, type)
    case EngineError.io(_, _, let number): self = Self.isTransient(number, type) ? .interrupted(error) : .failed(error)
    // The home's own disk is in trouble: what the stores hold already is not to be taken back.
    case is CatalogError, is ContextError: self = .interrupted(error)
    case EngineError.storeUnreachable, EngineError.storeNotWritable, EngineError.standstill: self = .interrupted(error)
    default: self = .failed(error)
    }
  }

  private static func of(_ error: StoreError, _ type: TaskType) -> MoverOutcome {
    switch error {
    case .noSpace, .readOnly, .notAStore, .ownedByAnother, .newerVersion: .interrupted(error)
    case .io(_, _, let number): isTransient(number, type) ? .interrupted(error) : .failed(error)
    case .unreadable(_, let number): number == EIO ? .interrupted(error) : .failed(error)
    // Another process still ends what it was doing for this task; the queue comes back to it.
    case .sessionBusy, .collectionBusy: .setBack(error)
    default: .failed(error)
    }
  }

  /// A missing folder is a store that went away, but for what is restored the operator's choice, which no waiting mends.
  private static func isTransient(_ number: Int32, _ type: TaskType) -> Bool {
    guard [.image, .filesystem, .provision, .drill].contains(type) else { return true }
    return [ENOSPC, EDQUOT, EIO, EAGAIN, ENOMEM, EMFILE, ENFILE].contains(number)
  }
}
