import CStorage
import Foundation

/// A raw file being written: made new, sparse, removed unless finished; or one that an earlier attempt began.
final class DiskTarget: Sendable {
  let path: String
  /// Whether an earlier attempt began it.
  let isContinued: Bool
  private let calls: any FileCalls
  private let file: Int32
  private let direct: Int32?

  /// Makes the file; one that exists, or a link, is never touched.
  ///
  /// - Parameter continues: A file of this name is what an earlier attempt left, and is taken up.
  init(
    path: String, size: Int64, continues: Bool = false, calls: any FileCalls = LinuxFileCalls()
  ) throws(StoreError) {
    self.path = path
    self.calls = calls
    let former = continues ? Self.former(path) : nil
    isContinued = former != nil
    file = former ?? open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
    guard file >= 0 else {
      throw errno == EEXIST || errno == ELOOP ? .targetExists(path: path) : Self.failure("make", path, errno)
    }
    let again = open("/proc/self/fd/\(file)", O_RDWR | O_CLOEXEC | cs_o_direct)
    direct = again >= 0 ? again : nil
    do throws(CallFailure) { try calls.truncate(file, to: size) } catch {
      if !isContinued { discard() }
      throw Self.failure("size", path, error.errno)
    }
  }

  /// What an earlier attempt left, opened; nil for anything that it would not have made.
  private static func former(_ path: String) -> Int32? {
    let file = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
      status.st_uid == geteuid()
    else {
      close(file)
      return nil
    }
    return file
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

  /// What an earlier attempt has written there, unproved; nil where it has not, or where that cannot be read.
  func former(at offset: Int64, length: Int, into buffer: AlignedBuffer) -> UnsafeRawBufferPointer? {
    guard isContinued, lseek(file, Int(offset), cs_seek_data) == Int(offset) else { return nil }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<length])
    guard let got = try? LinuxFileCalls().read(file, into: room, at: offset), got == length else { return nil }
    return buffer.prefix(length)
  }

  /// Leaves nothing but zeros where a hole is, whatever an earlier attempt, or somebody since, has put there.
  func clear(at offset: Int64, length: Int64) throws(StoreError) {
    guard isContinued else { return }
    let (end, zeros) = (offset + length, AlignedBuffer(capacity: 1 << 20))
    zeros.bytes.initializeMemory(as: UInt8.self, repeating: 0)
    var place = Int64(lseek(file, Int(offset), cs_seek_data))
    while place >= 0, place < end {
      let part = Int(min(end - place, 1 << 20))
      try write(zeros.prefix(part), at: place)
      place = Int64(lseek(file, Int(place) + part, cs_seek_data))
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
