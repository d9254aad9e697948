import Crypto
import Foundation

/// The SHA-256 of a file as it lies on the disk.
enum FileDigest {
  private static let part = 4 << 20

  /// Makes a file durable, and hashes it as the device gives it back.
  ///
  /// - Parameter pulse: Called after every part; throws to stop.
  static func settled(_ path: String, pulse: () throws -> Void) throws -> String {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.io(operation: "open", path: path, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreError.io(operation: "sync", path: path, errno: errno) }
    ScratchReading.forget(descriptor)
    var hasher = SHA256()
    let buffer = AlignedBuffer(capacity: part)
    var offset: Int64 = 0
    while true {
      let count = try ScratchReading.read(descriptor, path, at: offset, length: part, into: buffer)
      if count == 0 { break }
      hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer.prefix(count)))
      offset += Int64(count)
      try pulse()
    }
    return hasher.finalize().withUnsafeBytes { ContentHash($0) }.description
  }
}
