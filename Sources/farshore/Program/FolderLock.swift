import Foundation

/// A kernel lock on a folder, so that only one process at a time works there; a death releases it.
struct FolderLock {
  private let descriptor: Int32

  /// Waits until nobody else holds the folder.
  /// - Throws: `CommandError`.
  init(_ folder: String) throws {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandError.demoFile(path: folder, errno: errno) }
    while flock(descriptor, LOCK_EX) != 0 {
      if errno == EINTR { continue }
      let number = errno
      close(descriptor)
      throw CommandError.demoFile(path: folder, errno: number)
    }
  }

  /// Lets go.
  func release() { close(descriptor) }
}
