import CStorage
import Foundation

/// A regular file of a tree as it was when it was listed.
struct TreeFile: Sendable {
  /// The root of the tree that it is read beneath.
  let root: TreeFolder
  /// The path beneath the root.
  let place: [UInt8]
  /// Bytes it had.
  let size: Int64
  /// Whether some of them were not stored.
  let isSparse: Bool
  /// Whether it has other names, which rely on this one.
  let hasOtherNames: Bool
  private let device: dev_t
  private let inode: ino_t
  private let seconds: Int
  private let nanoseconds: Int
  /// The file itself where it was opened when it was listed.
  private let held: TreeOpenFile?

  init(_ place: [UInt8], beneath root: TreeFolder, _ status: stat) {
    self.init(place, beneath: root, status, held: nil)
  }

  private init(_ place: [UInt8], beneath root: TreeFolder, _ status: stat, held: TreeOpenFile?) {
    self.root = root
    self.place = place
    self.held = held
    size = Int64(status.st_size)
    isSparse = Int64(status.st_blocks) * 512 < Int64(status.st_size)
    hasOtherNames = status.st_nlink > 1
    device = status.st_dev
    inode = status.st_ino
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// The file opened now, so that nobody can take it away before it is read; nil with errno.
  func opened(_ status: stat) -> TreeFile? {
    guard let file = open() else { return nil }
    return TreeFile(place, beneath: root, status, held: file)
  }

  /// Opens the file; nil with errno, also where it is not what was listed.
  func open() -> TreeOpenFile? {
    if let held { return held }
    let descriptor = root.open(place, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    let file = TreeOpenFile(descriptor)
    guard let status = file.status(), status.st_mode & S_IFMT == S_IFREG, status.st_dev == device else {
      errno = ENOENT
      return nil
    }
    return file
  }

  /// Opens the file and asks the kernel to fetch it meanwhile; nil where it cannot be opened now.
  func openAhead() -> TreeOpenFile? {
    guard let file = open() else { return nil }
    _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_WILLNEED)
    return file
  }

  /// Whether an open file is the one that was listed, and has not changed since.
  func isStill(_ file: TreeOpenFile) -> Bool {
    guard let status = file.status() else { return false }
    return status.st_ino == inode && Int64(status.st_size) == size && status.st_mtim.tv_sec == seconds
      && status.st_mtim.tv_nsec == nanoseconds
  }

  /// Whether an error says that what was listed is no longer there; a file server says so in its own way.
  static func isGone(_ reason: Int32) -> Bool { [ENOENT, ELOOP, ENOTDIR, ENXIO, ESTALE, EINVAL].contains(reason) }
}
