import Foundation

/// A file without a name for what would take too much memory; it is gone with the process.
final class SpillFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// Makes one in `TMPDIR`, or where large temporary files belong.
  init() throws(StoreError) {
    let wanted = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
    var reason = ENOENT
    for folder in [wanted, "/var/tmp", "/tmp"].compactMap({ $0 }) {
      var path = Array("\(folder)/farshore-XXXXXX".utf8CString)
      let opened = mkstemp(&path)
      if opened >= 0 {
        unlink(path)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        (descriptor, self.folder) = (opened, folder)
        return
      }
      reason = errno
    }
    throw .io(operation: "make a temporary file in", path: wanted ?? "/var/tmp", errno: reason)
  }

  deinit { close(descriptor) }

  /// Writes bytes at an offset.
  func write(_ bytes: [UInt8], at offset: Int64) throws(StoreError) {
    let failure: Int32? = bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let put = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, Int(offset) + done)
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return errno }
        done += put
      }
      return nil
    }
    if let failure { throw TreeTarget.failure("write", folder, failure) }
  }

  /// Reads up to `count` bytes from an offset; fewer only at the end of the file.
  func read(at offset: Int64, count: Int) throws(StoreError) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let got = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, Int(offset) + done)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        done += got
      }
    }
    if let failure { throw .io(operation: "read", path: folder, errno: failure) }
    return bytes
  }
}
