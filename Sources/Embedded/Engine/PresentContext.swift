import Foundation
import Synchronization

/// The file of a context as it is now, read anew only when it was replaced.
final class PresentContext: Sendable {
  private struct Stamp: Equatable {
    var device: UInt
    var inode: UInt
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  private let files: ContextFiles
  private let name: String
  private let known = Mutex<(stamp: Stamp, file: ContextFile)?>(nil)

  init(files: ContextFiles, name: String) {
    self.files = files
    self.name = name
  }

  /// The file; one that was edited in place counts as another by its time and size.
  func load() throws(ContextError) -> ContextFile {
    // Asked before it is read: a replacement in between is read again the next time.
    let stamp = stamp
    if let known = known.withLock({ $0 }), known.stamp == stamp { return known.file }
    let file = try files.load(name)
    if let stamp { known.withLock { $0 = (stamp, file) } }
    return file
  }

  private var stamp: Stamp? {
    var status = stat()
    guard stat(files.path(of: name), &status) == 0 else { return nil }
    return Stamp(
      device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }
}
