internal import Foundation

/// A small file that only its owner may read; it is checked while it is open, so that no swap can slip in between.
enum PrivateFile {
  private static let limit = 1 << 20

  /// Reads it.
  static func read(_ path: String) throws(CredentialError) -> Data {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { throw errno == ENOENT ? .missing(path: path) : .io(path: path, errno: errno) }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw .io(path: path, errno: errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .broken(path: path, reason: "it is no regular file") }
    guard facts.st_uid == geteuid() else { throw .foreign(path: path) }
    guard facts.st_mode & 0o077 == 0 else { throw .shared(path: path) }
    guard facts.st_size <= limit else { throw .broken(path: path, reason: "it is too large") }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .io(path: path, errno: errno) }
      if count == 0 { break }
      filled += count
    }
    return Data(bytes.prefix(filled))
  }

  /// Replaces it as a whole, in a folder that only its owner may enter.
  static func write(_ path: String, _ content: Data) throws(CredentialError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .io(path: folder, errno: EACCES)
    }
    let draft = "\(path).\(getpid()).new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .io(path: draft, errno: errno) }
    let written = content.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    let isWhole = written == content.count && fsync(file) == 0
    let number = errno
    close(file)
    guard isWhole, rename(draft, path) == 0 else {
      let reason = isWhole ? errno : number
      unlink(draft)
      throw .io(path: path, errno: reason)
    }
  }
}
