import CStorage
import Foundation

/// A raw file being written: made new, sparse, removed unless finished.
final class DiskTarget: Sendable {
  let path: String
  private let calls: any FileCalls
  private let file: Int32
  private let direct: Int32?

  /// Makes the file; one that exists, or a link, is never touched.
  init(path: String, size: Int64, calls: any FileCalls = LinuxFileCalls()) throws(StoreError) {
    self.path = path
    self.calls = calls
    file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
    guard file >= 0 else {
      throw errno == EEXIST || errno == ELOOP ? .targetExists(path: path) : Self.failure("make", path, errno)
    }
    let again = open("/proc/self/fd/\(file)", O_RDWR | O_CLOEXEC | cs_o_direct)
    direct = again >= 0 ? again : nil
    do throws(CallFailure) { try calls.truncate(file, to: size) } catch {
      discard()
      throw Self.failure("size", path, error.errno)
    }
  }

  deinit {
    if let direct { close(direct) }
    close(file)
  }

  /// Writes `bytes` at `offset`, past the page cache where alignment allows it.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(StoreError) {
    let isAligned =
      bytes.count % AlignedBuffer.alignment == 0 && offset % Int64(AlignedBuffer.alignment) == 0
      && Int(bitPattern: bytes.baseAddress) % AlignedBuffer.alignment == 0
    let descriptor = isAligned ? direct ?? file : file
    do throws(CallFailure) {
      try calls.write(descriptor, bytes, at: offset)
    } catch {
      throw Self.failure(error.operation, path, error.errno)
    }
  }

  /// Makes the file and its name durable.
  func finish() throws(StoreError) {
    do throws(CallFailure) { try calls.sync(file) } catch { throw Self.failure("sync", path, error.errno) }
    let folder = open(
      (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent,
      O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure("open the folder of", path, errno) }
    defer { close(folder) }
    do throws(CallFailure) { try calls.sync(folder) } catch {
      throw Self.failure("sync the folder of", path, error.errno)
    }
  }

  /// Removes the unfinished file.
  func discard() { unlink(path) }

  private static func failure(_ operation: String, _ path: String, _ reason: Int32) -> StoreError {
    switch reason {
    case ENOSPC, EDQUOT, EFBIG: .noSpace(path: path)
    case EROFS: .readOnly(path: path)
    default: .io(operation: operation, path: path, errno: reason)
    }
  }
}
