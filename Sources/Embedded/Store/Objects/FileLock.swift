import CStorage
import Foundation
import Synchronization

/// A kernel file lock on an open descriptor; the kernel lets go when the process ends.
final class FileLock: HeldLock {
  private let descriptor: Mutex<Int32?>

  init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  func release() {
    descriptor.withLock { held in
      if let open = held {
        // Closing alone would leave it to a process that is being started just now and has a copy for a moment.
        cs_unlock(open)
        _ = close(open)
      }
      held = nil
    }
  }

  deinit { release() }
}
