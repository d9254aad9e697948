import CloudWire
import Synchronization

/// The cloud that a run has opened before its command begins, and what a dry run has written down.
final class OpenedCloud: Sendable {
  private let held = Mutex<(any ContextCloud)?>(nil)
  /// Requests that were written down instead of sent.
  let log = RequestLog()

  /// The cloud, once it is open.
  var cloud: (any ContextCloud)? {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}
