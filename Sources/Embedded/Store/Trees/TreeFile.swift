import CStorage
import Foundation

/// A regular file of a tree as it was when its folder was listed; every reading checks that it still is.
struct TreeFile: Sendable {
  let folder: TreeFolder
  let name: [UInt8]
  /// The tree's root as the operator named it, for sentences.
  let root: String
  let size: Int64
  private let device: dev_t
  private let inode: ino_t
  private let seconds: Int
  private let nanoseconds: Int

  init(_ name: [UInt8], in folder: TreeFolder, root: String, _ status: stat) {
    self.folder = folder
    self.name = name
    self.root = root
    size = Int64(status.st_size)
    device = status.st_dev
    inode = status.st_ino
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// The file's path as sentences name it.
  var path: String { Self.text(root, folder.place(of: name)) }

  static func text(_ root: String, _ place: [UInt8]) -> String {
    place.isEmpty ? root : root + "/" + String(decoding: place, as: UTF8.self)
  }

  /// Opens the file for the duration of `body`; it must be the same before and afterwards.
  func reading<Value>(_ body: (Int32) throws -> Value) throws -> Value {
    let file = openat(folder.descriptor, TreeFolder.c(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else {
      // What was a file a moment ago and is gone, or a link now, was changed.
      throw [ENOENT, ELOOP, ENXIO].contains(errno)
        ? StoreError.fileChanged(path: path) : StoreError.fileUnreadable(path: path, errno: errno)
    }
    defer { close(file) }
    try check(file)
    let value = try body(file)
    try check(file)
    return value
  }

  /// Reads exactly the bytes from `offset` on that `target` has room for.
  func read(_ file: Int32, at offset: Int64, into target: UnsafeMutableRawBufferPointer) throws(StoreError) {
    var done = 0
    while done < target.count {
      let got = pread(file, target.baseAddress?.advanced(by: done), target.count - done, Int(offset) + done)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .fileUnreadable(path: path, errno: errno) }
      guard got > 0 else { throw .fileChanged(path: path) }
      done += got
    }
  }

  private func check(_ file: Int32) throws(StoreError) {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .fileUnreadable(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_dev == device, status.st_ino == inode,
      Int64(status.st_size) == size, status.st_mtim.tv_sec == seconds, status.st_mtim.tv_nsec == nanoseconds
    else { throw .fileChanged(path: path) }
  }
}
