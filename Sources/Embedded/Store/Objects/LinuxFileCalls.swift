import CStorage
import Foundation

/// The kernel's own file calls.
struct LinuxFileCalls: FileCalls {
  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    let descriptor = cs_open_beneath(directory, path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
    guard descriptor >= 0 else { throw CallFailure(operation: "open", errno: errno) }
    return descriptor
  }

  func close(_ descriptor: Int32) throws(CallFailure) {
    guard Foundation.close(descriptor) == 0 else { throw CallFailure(operation: "close", errno: errno) }
  }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int {
    var done = 0
    while done < buffer.count {
      let got = pread(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, Int(offset) + done)
      if got < 0 {
        if errno == EINTR { continue }
        throw CallFailure(operation: "read", errno: errno)
      }
      if got == 0 { break }
      done += got
      // A direct read that ends off the block size has met the end; going on from there would be refused.
      if done % 512 != 0 { break }
    }
    return done
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    var done = 0
    while done < bytes.count {
      let put = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, Int(offset) + done)
      if put < 0 {
        if errno == EINTR { continue }
        throw CallFailure(operation: "write", errno: errno)
      }
      guard put > 0 else { throw CallFailure(operation: "write", errno: ENOSPC) }
      done += put
    }
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) {
    guard ftruncate(descriptor, Int(size)) == 0 else { throw CallFailure(operation: "cut", errno: errno) }
  }

  func sync(_ descriptor: Int32) throws(CallFailure) {
    guard fsync(descriptor) == 0 else { throw CallFailure(operation: "sync", errno: errno) }
  }

  func rename(
    from: (directory: Int32, name: String), to: (directory: Int32, name: String)
  ) throws(CallFailure) {
    guard cs_rename_noreplace(from.directory, from.name, to.directory, to.name) != 0 else { return }
    let reason = errno
    // A file system without RENAME_NOREPLACE: a second name, then the first one gone, is as exclusive.
    guard reason == EINVAL || reason == ENOSYS else { throw CallFailure(operation: "rename", errno: reason) }
    guard linkat(from.directory, from.name, to.directory, to.name, 0) == 0 else {
      throw CallFailure(operation: "link", errno: errno)
    }
    try unlink(from.name, in: from.directory)
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) {
    guard unlinkat(directory, name, 0) == 0 else { throw CallFailure(operation: "remove", errno: errno) }
  }

  func removeEmptyDirectory(_ path: String, beneath directory: Int32) {
    // Tidiness only: an empty folder means nothing.
    _ = cs_remove_empty_beneath(directory, path)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    guard mkdirat(directory, name, 0o2770) == 0 || errno == EEXIST else {
      throw CallFailure(operation: "make", errno: errno)
    }
  }
}
