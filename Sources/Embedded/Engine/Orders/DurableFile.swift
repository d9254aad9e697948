import Foundation

/// Files that are there as a whole or not at all, whatever happens.
enum DurableFile {
  /// Replaces a file: written beside it, synced, renamed, and the folder synced.
  static func replace(_ path: String, with bytes: Data) throws(EngineError) {
    let folder = (path as NSString).deletingLastPathComponent
    let draft = "\(path).\(UUID().uuidString.lowercased()).tmp"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o660)
    guard descriptor >= 0 else { throw .io(operation: "create", path: draft, errno: errnoNow()) }
    do throws(EngineError) {
      try write(bytes, to: descriptor, path: draft)
      guard rename(draft, path) == 0 else { throw EngineError.io(operation: "replace", path: path, errno: errnoNow()) }
    } catch {
      // The draft is useless now; the first failure is the one to tell.
      _ = unlink(draft)
      throw error
    }
    try sync(folder: folder)
  }

  private static func write(_ bytes: Data, to descriptor: Int32, path: String) throws(EngineError) {
    let failure: Int32? = bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if written < 0, errnoNow() == EINTR { continue }
        if written <= 0 { return errnoNow() }
        offset += written
      }
      return fsync(descriptor) == 0 ? nil : errnoNow()
    }
    let closing = close(descriptor) == 0 ? nil : errnoNow()
    if let number = failure ?? closing { throw .io(operation: "write", path: path, errno: number) }
  }

  /// Makes the names in a folder durable.
  static func sync(folder: String) throws(EngineError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io(operation: "open", path: folder, errno: errnoNow()) }
    let result = fsync(descriptor) == 0 ? nil : Optional(errnoNow())
    // Only syncing matters; the folder was opened for reading.
    _ = close(descriptor)
    if let result { throw .io(operation: "sync", path: folder, errno: result) }
  }
}
