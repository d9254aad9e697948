import Synchronization

/// Carries one value out of a thread.
final class ResultBox<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// Keeps the value.
  func put(_ new: Value) { value.withLock { $0 = new } }

  /// What was kept; nil when the thread never came so far.
  func take() -> Value? { value.withLock { $0 } }
}
