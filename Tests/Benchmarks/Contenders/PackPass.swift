import CStorage
import Crypto
import Foundation
import Synchronization

/// What no backup of a disk can do without: what is no hole is read, hashed, packed, written, read back from the device
/// and compared, block by block.
final class PackPass: Sendable {
  private let source: RawFile
  private let size: Int64
  private let target: RawFile
  private let next = Atomic<Int64>(0)
  private let end = Atomic<Int64>(0)

  init(source: RawFile, size: Int64, target: RawFile) {
    self.source = source
    self.size = size
    self.target = target
  }

  /// Returns the bytes that were written.
  func run(threads: Int) throws -> Int64 {
    try Threads.run(threads) { [self] in try work() }
    return end.load(ordering: .relaxed)
  }

  private func work() throws {
    let (block, align) = (DiskImage.block, Floor.align)
    let buffers = [block, ZSTD_compressBound(block), block + align].map {
      UnsafeMutableRawBufferPointer.allocate(byteCount: ($0 + align - 1) & ~(align - 1), alignment: align)
    }
    defer { buffers.forEach { $0.deallocate() } }
    guard let context = ZSTD_createCCtx() else { throw BenchmarkError.wrong("there is no memory for zstd") }
    defer { ZSTD_freeCCtx(context) }
    while true {
      let offset = next.wrappingAdd(1, ordering: .relaxed).oldValue * Int64(block)
      guard offset < size else { return }
      guard try source.hasData(at: offset, length: Int64(block)) else { continue }
      let length = min(try source.read(buffers[0], at: offset), Int(size - offset))
      _ = SHA256.hash(data: UnsafeRawBufferPointer(rebasing: buffers[0][..<length]))
      let packed = ZSTD_compressCCtx(
        context, buffers[1].baseAddress, buffers[1].count, buffers[0].baseAddress, length, 1)
      let saves = ZSTD_isError(packed) == 0 && packed < length
      try store(saves ? (buffers[1], packed) : (buffers[0], length), through: buffers[2])
    }
  }

  private func store(
    _ part: (buffer: UnsafeMutableRawBufferPointer, length: Int), through back: UnsafeMutableRawBufferPointer
  ) throws {
    let padded = (part.length + Floor.align - 1) & ~(Floor.align - 1)
    let place = end.wrappingAdd(Int64(padded), ordering: .relaxed).oldValue
    let written = UnsafeRawBufferPointer(rebasing: part.buffer[..<padded])
    try target.write(written, at: place)
    let got = try target.read(UnsafeMutableRawBufferPointer(rebasing: back[..<padded]), at: place)
    guard got == padded, isSame(written, back) else {
      throw BenchmarkError.wrong("\(target.path): what was read back differs")
    }
  }

  private func isSame(_ written: UnsafeRawBufferPointer, _ back: UnsafeMutableRawBufferPointer) -> Bool {
    guard let mine = written.baseAddress, let theirs = back.baseAddress else { return false }
    return memcmp(mine, theirs, written.count) == 0
  }
}
