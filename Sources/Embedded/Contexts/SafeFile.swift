import Catalog
import Foundation
import Glibc

/// Small text files that are read whole and replaced whole.
enum SafeFile {
  /// More than any context of tens of thousands of servers needs.
  static let limit = 16 << 20

  /// The text of a regular file; nil where there is none.
  static func read(_ path: String) throws(ContextError) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .io(operation: "open", path: path, errno: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .io(operation: "read", path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .io(operation: "read", path: path, errno: EINVAL) }
    guard status.st_size <= limit else { throw .tooLarge(file: path) }
    let bytes = try content(of: descriptor, path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .broken(file: path, line: lineOfFirstFlaw(bytes), column: 1, problem: "this line is not UTF-8 text")
    }
    return text
  }

  /// Puts a text in the place of a file, wholly or, whatever happens, not at all.
  static func replace(_ path: String, with text: String) throws(ContextError) {
    let mode = SharedFolder.fileMode(in: path)
    let (temporary, descriptor) = try begin(path, mode)
    var failure = written(Array(text.utf8), to: descriptor, mode)
    if failure == nil, rename(temporary, path) != 0 { failure = errno }
    // Closing lets go of the lock that keeps a sweep away.
    close(descriptor)
    if let failure {
      unlink(temporary)
      throw .io(operation: "write", path: path, errno: failure)
    }
    if let number = SharedFolder.synchronize((path as NSString).deletingLastPathComponent) {
      throw .io(operation: "write", path: path, errno: number)
    }
  }

  /// Makes the file that is written first, beside the one it will replace.
  private static func begin(_ path: String, _ mode: UInt32) throws(ContextError) -> (path: String, descriptor: Int32) {
    while true {
      let temporary = "\(path).\(UUID().uuidString.prefix(8).lowercased())\(unfinished)"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw .io(operation: "write", path: temporary, errno: errno) }
      if hold(descriptor) { return (temporary, descriptor) }
      close(descriptor)
    }
  }

  private static func written(_ bytes: [UInt8], to descriptor: Int32, _ mode: UInt32) -> Int32? {
    // The umask may have taken the group's share away.
    guard fchmod(descriptor, mode) == 0 else { return errno }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      done += count
    }
    return fsync(descriptor) == 0 ? nil : errno
  }

  private static func content(of descriptor: Int32, _ path: String) throws(ContextError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = part.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += part[..<count]
      } else if errno != EINTR {
        throw .io(operation: "read", path: path, errno: errno)
      }
    }
    throw .tooLarge(file: path)
  }

  private static func lineOfFirstFlaw(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
