import Crypto
import Foundation
import Synchronization

/// Hashes every block of a file on threads of its own, and writes each to another file where there is one.
final class BlockPass: Sendable {
  private let source: RawFile
  private let size: Int64
  private let target: RawFile?
  private let next = Atomic<Int64>(0)
  /// The sum of all hashes' first words: equal for equal blocks, in whatever order they come.
  private let sum = Atomic<UInt64>(0)

  init(source: RawFile, size: Int64, target: RawFile?) {
    self.source = source
    self.size = size
    self.target = target
  }

  func run(threads: Int) throws -> UInt64 {
    try Threads.run(threads) { [self] in try work() }
    return sum.load(ordering: .relaxed)
  }

  private func work() throws {
    let (block, align) = (DiskImage.block, Floor.align)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: align)
    defer { buffer.deallocate() }
    while true {
      let offset = next.wrappingAdd(1, ordering: .relaxed).oldValue * Int64(block)
      guard offset < size else { return }
      let length = min(try source.read(buffer, at: offset), Int(size - offset))
      let digest = SHA256.hash(data: UnsafeRawBufferPointer(rebasing: buffer[..<length]))
      sum.wrappingAdd(digest.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }, ordering: .relaxed)
      let padded = (length + align - 1) & ~(align - 1)
      try target?.write(UnsafeRawBufferPointer(rebasing: buffer[..<padded]), at: offset)
    }
  }
}
