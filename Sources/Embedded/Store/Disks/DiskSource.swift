import CStorage
import Foundation
import Synchronization

/// A disk image or block device being read: opened once, checked before and after.
final class DiskSource: Sendable {
  private struct Extent {
    var dataStart: Int64 = 0
    var dataEnd: Int64 = 0
  }

  let path: String
  /// Logical bytes.
  let size: Int64
  /// Whether somebody may be writing to it.
  let openedLive: Bool
  private let file: Int32
  private let direct: Int32?
  private let before: stat
  private let extent = Mutex(Extent())

  /// Opens a disk and refuses what cannot be backed up.
  init(_ input: DiskInput) throws(StoreError) {
    path = input.path
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Self.failure(path, errno) }
    do throws(StoreError) {
      (before, size) = try Self.examine(file, path: path)
      if !input.forcedRaw { try Self.refuseQcow2(file, path: path) }
      let reason = DiskUse.reason(file: file, path: path, status: before)
      if let reason, !input.allowOpen { throw .diskBusy(path: path, reason: reason) }
      openedLive = reason != nil
    } catch {
      close(file)
      throw error
    }
    let again = open("/proc/self/fd/\(file)", O_RDONLY | O_CLOEXEC | cs_o_direct)
    direct = again >= 0 ? again : nil
  }

  deinit {
    if let direct { close(direct) }
    close(file)
  }

  /// Where the hole that begins at `offset` ends, or `offset` itself where something is stored; call it with rising
  /// offsets.
  func endOfHole(at offset: Int64) -> Int64 {
    extent.withLock { extent in
      if offset >= extent.dataEnd {
        let start = lseek(file, Int(offset), cs_seek_data)
        if start < 0 {
          // Nothing but a hole to the end; any other answer means that holes are not known here.
          extent.dataStart = errno == ENXIO ? Int64.max : offset
          extent.dataEnd = Int64.max
        } else {
          let end = lseek(file, start, cs_seek_hole)
          extent.dataStart = Int64(start)
          extent.dataEnd = end > start ? Int64(end) : Int64.max
        }
      }
      return max(offset, min(extent.dataStart, size))
    }
  }

  /// Reads exactly `length` bytes at `offset`.
  func read(at offset: Int64, length: Int, into buffer: AlignedBuffer) throws(StoreError) -> UnsafeRawBufferPointer {
    let rounded = AlignedBuffer.roundedUp(length)
    if let direct, try fill(direct, buffer, from: offset, upTo: rounded, needed: length, direct: true) {
      return buffer.prefix(length)
    }
    guard try fill(file, buffer, from: offset, upTo: length, needed: length, direct: false) else {
      throw .diskChanged(path: path)
    }
    return buffer.prefix(length)
  }

  /// Throws when the disk's size, or the time of its last change, is not what it was.
  func checkUnchanged() throws(StoreError) {
    let (after, newSize) = try Self.examine(file, path: path)
    let sameTime = after.st_mtim.tv_sec == before.st_mtim.tv_sec && after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    // A live disk is allowed to change: its backup is crash-consistent at best, and says so.
    guard newSize == size, sameTime || openedLive || before.st_mode & S_IFMT == S_IFBLK else {
      throw .diskChanged(path: path)
    }
  }

  private func fill(
    _ descriptor: Int32, _ buffer: AlignedBuffer, from offset: Int64, upTo limit: Int, needed: Int, direct: Bool
  ) throws(StoreError) -> Bool {
    var done = 0
    while done < needed {
      let got = pread(descriptor, buffer.bytes.baseAddress?.advanced(by: done), limit - done, Int(offset) + done)
      if got < 0, errno == EINTR { continue }
      if got < 0, direct, errno == EINVAL { return false }
      guard got >= 0 else { throw .unreadable(path: path, errno: errno) }
      if got == 0 { return false }
      done += got
      if direct, done % 512 != 0 { break }
    }
    return done >= needed
  }

  private static func examine(_ file: Int32, path: String) throws(StoreError) -> (stat, Int64) {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    let size: Int64
    switch status.st_mode & S_IFMT {
    case S_IFREG: size = Int64(status.st_size)
    case S_IFBLK:
      size = cs_block_device_size(file)
      guard size >= 0 else { throw .unreadable(path: path, errno: errno) }
    default: throw .notADisk(path: path)
    }
    guard size > 0 else { throw .emptyDisk(path: path) }
    guard size <= Limits.disk else { throw .tooLarge(path: path, size: size) }
    return (status, size)
  }

  private static func refuseQcow2(_ file: Int32, path: String) throws(StoreError) {
    var magic: [UInt8] = [0, 0, 0, 0]
    let got = magic.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    guard got >= 0 else { throw .unreadable(path: path, errno: errno) }
    if magic == [0x51, 0x46, 0x49, 0xfb] { throw .looksLikeQcow2(path: path) }
  }

  private static func failure(_ path: String, _ reason: Int32) -> StoreError {
    switch reason {
    case ENOENT, ENOTDIR: .vanished(path: path)
    case ENXIO, ENODEV: .notADisk(path: path)
    default: .unreadable(path: path, errno: reason)
    }
  }
}
