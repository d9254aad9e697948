import Catalog
import Foundation

/// A lock of the kernel's on a small file: it goes with its process, so that no death leaves it behind.
enum FolderLock {
  /// Runs `body` while no other process or thread holds this lock.
  static func holding<T>(_ path: String, _ body: () throws(ContextError) -> T) throws(ContextError) -> T {
    let descriptor = try taken(path)
    defer { close(descriptor) }
    return try body()
  }

  /// Takes the lock and returns the descriptor that holds it until it is closed.
  static func taken(_ path: String) throws(ContextError) -> Int32 {
    let mode = SharedFolder.fileMode(in: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .io(operation: "open the lock", path: path, errno: errno) }
    // Fails for a lock another user of the group made, with the right permissions already.
    _ = fchmod(descriptor, mode)
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let number = errno
        close(descriptor)
        throw .io(operation: "lock", path: path, errno: number)
      }
    }
    return descriptor
  }
}
