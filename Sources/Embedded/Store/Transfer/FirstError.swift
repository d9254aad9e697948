import Synchronization

/// The first error of several threads.
final class FirstError: Sendable {
  private let error = Mutex<(any Error)?>(nil)

  /// Keeps an error unless one is kept already.
  func note(_ new: any Error) { error.withLock { $0 = $0 ?? new } }

  /// Throws what was kept.
  func rethrow() throws {
    if let error = error.withLock({ $0 }) { throw error }
  }
}
