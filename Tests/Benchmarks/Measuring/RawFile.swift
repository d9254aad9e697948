import CStorage
import Foundation

/// An open file, written and read at offsets.
final class RawFile: Sendable {
  enum Manner: Sendable {
    case read
    case readDirect
    case create
    case createDirect
    case change
  }

  let path: String
  private let descriptor: Int32

  init(_ path: String, _ manner: Manner) throws {
    let flags =
      switch manner {
      case .read: O_RDONLY
      case .readDirect: O_RDONLY | cs_o_direct
      case .create: O_RDWR | O_CREAT | O_TRUNC
      case .createDirect: O_RDWR | O_CREAT | O_TRUNC | cs_o_direct
      case .change: O_RDWR
      }
    self.path = path
    descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchmarkError.call("open", path: path, errno: errno) }
  }

  deinit {
    // Whatever counts was flushed before.
    _ = close(descriptor)
  }

  /// Bytes of the file.
  var size: Int64 { get throws { try check("lseek", Int64(lseek(descriptor, 0, SEEK_END))) } }

  func setSize(_ bytes: Int64) throws { _ = try check("ftruncate", Int64(ftruncate(descriptor, Int(bytes)))) }

  /// Takes the space of so many bytes at once.
  func reserve(_ bytes: Int64) throws {
    let failure = posix_fallocate(descriptor, 0, Int(bytes))
    guard failure == 0 else { throw BenchmarkError.call("posix_fallocate", path: path, errno: failure) }
  }

  func flush() throws { _ = try check("fsync", Int64(fsync(descriptor))) }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
    let written = try check("pwrite", Int64(pwrite(descriptor, bytes.baseAddress, bytes.count, Int(offset))))
    guard written == bytes.count else { throw BenchmarkError.wrong("\(path): a write was cut short") }
  }

  /// Reads up to the buffer's size; less at the end.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int {
    Int(try check("pread", Int64(pread(descriptor, buffer.baseAddress, buffer.count, Int(offset)))))
  }

  /// Whether any of so many bytes is not in a hole.
  func hasData(at offset: Int64, length: Int64) throws -> Bool {
    let data = lseek(descriptor, Int(offset), cs_seek_data)
    if data < 0, errno == ENXIO { return false }
    return try check("lseek", Int64(data)) < offset + length
  }

  private func check(_ name: String, _ result: Int64) throws -> Int64 {
    guard result >= 0 else { throw BenchmarkError.call(name, path: path, errno: errno) }
    return result
  }
}
