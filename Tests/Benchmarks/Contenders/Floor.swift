import CStorage
import Foundation

/// The floor of a verified copy on this machine: read, SHA-256, write, flush, read back from the device, SHA-256.
///
/// Identical threads move 4 MiB blocks past the page cache; there is no format, no catalog and no compression.
struct Floor: Sendable {
  static let threads = 8
  private static let block = DiskImage.block
  static let align = 4096

  /// What the image's bytes come to in blocks that zstd packed at its fastest level.
  static func pack(_ image: String, to packed: String) throws {
    let (source, target) = (try RawFile(image, .read), try RawFile(packed, .create))
    let size = try source.size
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: align)
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: ZSTD_compressBound(block), alignment: align)
    defer { [input, output].forEach { $0.deallocate() } }
    var end: Int64 = 0
    for offset in stride(from: 0, to: size, by: block) {
      let length = try source.read(input, at: offset)
      let packed = ZSTD_compress(output.baseAddress, output.count, input.baseAddress, length, 1)
      guard ZSTD_isError(packed) == 0 else { throw BenchmarkError.wrong("zstd cannot pack \(image)") }
      try target.write(UnsafeRawBufferPointer(rebasing: output[..<packed]), at: end)
      end += Int64(packed)
    }
    try target.flush()
  }

  /// Seconds of a verified copy and of its parts.
  struct Course: Sendable {
    var total: Double
    /// Reading, hashing and writing.
    var moving: Double
    var flushing: Double
    /// Reading back from the device and hashing.
    var readingBack: Double
  }

  /// Makes a verified copy.
  static func copy(_ path: String, to target: String) throws -> Course {
    Machine.settle()
    let watch = Stopwatch()
    let (source, copy) = (try RawFile(path, .readDirect), try RawFile(target, .createDirect))
    let size = try source.size
    try copy.reserve((size + Int64(align) - 1) & ~Int64(align - 1))
    let read = try pass(over: source, size: size, writing: copy)
    let moved = watch.seconds
    try copy.flush()
    let flushed = watch.seconds
    let back = try pass(over: copy, size: size, writing: nil)
    guard read == back else { throw BenchmarkError.wrong("\(target): what was read back differs") }
    let proved = watch.seconds
    sync()
    return Course(
      total: watch.seconds, moving: moved, flushing: flushed - moved, readingBack: proved - flushed)
  }

  /// Seconds of the least that a backup of a disk can be.
  static func backUp(_ path: String, to target: String) throws -> Double {
    Machine.settle()
    let watch = Stopwatch()
    let (source, copy) = (try RawFile(path, .readDirect), try RawFile(target, .createDirect))
    let size = try source.size
    try copy.reserve(size)
    let written = try PackPass(source: source, size: size, target: copy).run(threads: threads)
    try copy.setSize(written)
    try copy.flush()
    sync()
    return watch.seconds
  }

  /// Seconds of reading and hashing a file, all of it.
  static func read(_ path: String) throws -> Double {
    Machine.settle()
    let watch = Stopwatch()
    let source = try RawFile(path, .readDirect)
    _ = try pass(over: source, size: try source.size, writing: nil)
    return watch.seconds
  }

  private static func pass(over source: RawFile, size: Int64, writing target: RawFile?) throws -> UInt64 {
    try BlockPass(source: source, size: size, target: target).run(threads: threads)
  }
}
