import CStorage
import Foundation
import Synchronization

/// A kernel file lock on an open descriptor; the kernel lets go when the process ends.
final class FileLock: HeldLock {
  private let descriptor: Mutex<Int32?>

  init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  func release() {
    descriptor.withLock { held in
      // Closing is what releases; a failing close has released as well.
      if let open = held { _ = close(open) }
      held = nil
    }
  }

  deinit { release() }
}
