import Foundation

/// A file without a name, for what another program reads or writes; gone when it is closed.
final class ScratchFile {
  let descriptor: Int32

  init() throws(EngineError) {
    let folder = NSTemporaryDirectory()
    var name = Array((folder + "/farshore-XXXXXX").utf8CString)
    descriptor = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor > 2 else { throw .io(operation: "make a file in", path: folder, errno: errnoNow()) }
    // Where its name cannot be removed, an empty file stays in the temporary folder.
    _ = name.withUnsafeBufferPointer { $0.baseAddress.map { unlink($0) } }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Writes bytes and goes back to their beginning.
  func fill(_ bytes: [UInt8]) throws(EngineError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset, offset)
      }
      guard count > 0 else {
        throw .io(operation: "write to a file in", path: NSTemporaryDirectory(), errno: errnoNow())
      }
      offset += count
    }
  }

  /// The last bytes as text; what cannot be read is left out.
  func tail(_ most: Int) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return "" }
    let start = max(0, Int(status.st_size) - most)
    var bytes = [UInt8](repeating: 0, count: min(most, Int(status.st_size)))
    let count = pread(descriptor, &bytes, bytes.count, start)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
