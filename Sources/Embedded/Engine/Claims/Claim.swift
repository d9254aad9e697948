import CStorage
import Foundation
import Synchronization

/// The right of this process to move one task: a kernel file lock, gone with the process that held it.
final class Claim: Sendable {
  private let path: String
  private let descriptor: Mutex<Int32?>

  init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  /// Whether the locked file is still the one others would lock.
  var isHeld: Bool {
    descriptor.withLock { held in
      guard let held else { return false }
      return Self.isSame(held, path)
    }
  }

  /// Lets go; `removing` also takes the file away, for tasks that nobody will claim again.
  func release(removing: Bool = false) {
    descriptor.withLock { held in
      guard let open = held else { return }
      // A file that stays behind is only untidy: it can be claimed and removed again.
      if removing { _ = unlink(path) }
      // Closing is what releases the lock, even where it reports a failure.
      _ = close(open)
      held = nil
    }
  }

  /// Whether an open file is the one that lies at a path now.
  static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (mine, present) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &present) == 0 && mine.st_ino == present.st_ino
      && mine.st_dev == present.st_dev
  }

  deinit { release() }
}
