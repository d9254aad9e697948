import Catalog
import Foundation

/// Files that processes of several users may lock where a home is shared by a group.
enum LockFile {
  /// Opens a file for reading and writing, making it where there is none.
  static func open(_ path: String) throws(EngineError) -> Int32 {
    let mode = SharedFolder.fileMode(in: path)
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .io(operation: "open", path: path, errno: errnoNow()) }
    // The umask may have taken the group's share away; only the file's maker can and need give it back.
    _ = fchmod(descriptor, mode)
    return descriptor
  }
}
