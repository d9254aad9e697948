import CStorage
import Foundation

/// A raw image or block device as it stands on the machine, looked at before anything is admitted.
enum DiskFile {
  /// The first four bytes of a qcow2 image.
  private static let qcow2: [UInt8] = [0x51, 0x46, 0x49, 0xfb]

  /// Logical bytes of a readable raw disk.
  static func size(of path: String, forcedRaw: Bool) throws(StoreError) -> Int64 {
    // A fifo must not hold the caller up, so nothing is waited for when it is opened.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let reason = errnoNow()
      throw reason == ENOENT || reason == ENOTDIR ? .vanished(path: path) : .unreadable(path: path, errno: reason)
    }
    defer {
      // It was only read, so a failing close loses nothing.
      _ = close(descriptor)
    }
    let size = try size(descriptor, path: path)
    guard size > 0 else { throw .emptyDisk(path: path) }
    if !forcedRaw, try begins(descriptor, path: path) == qcow2 { throw .looksLikeQcow2(path: path) }
    return size
  }

  private static func size(_ descriptor: Int32, path: String) throws(StoreError) -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errnoNow()) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int64(status.st_size)
    case S_IFBLK:
      let size = cs_block_device_size(descriptor)
      guard size >= 0 else { throw .unreadable(path: path, errno: errnoNow()) }
      return size
    default: throw .notADisk(path: path)
    }
  }

  private static func begins(_ descriptor: Int32, path: String) throws(StoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: qcow2.count)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw .unreadable(path: path, errno: errnoNow()) }
    return Array(bytes.prefix(count))
  }
}
