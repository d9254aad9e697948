import Foundation

/// A raw disk image for the demo: sparse, partly compressible, the same bytes every time.
///
/// Every chunk of the disk holds a run of bytes, so that a copy of it moves steadily; the rest of the chunk is a hole.
struct DemoImage: Sendable {
  /// The bytes between the beginnings of two runs: the chunk size of a store.
  private static let stride = 4 << 20
  /// Where a text comes instead of noise, in pages of a run: one page in four can be compressed.
  private static let textPage = 4
  private static let pageSize = 64 << 10

  /// What the noise is grown from; equal seeds make equal images.
  let seed: UInt64
  /// Bytes the disk has.
  let size: Int
  /// Bytes at the beginning of every chunk that are not a hole.
  let run: Int

  /// Writes the image; an existing file is replaced.
  /// - Throws: `CommandError`.
  func write(to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CommandError.demoFile(path: path, errno: errno) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, size) == 0 else { throw CommandError.demoFile(path: path, errno: errno) }
    var noise = Xorshift(seed: seed)
    for offset in Swift.stride(from: 0, to: size, by: Self.stride) {
      try write(block(&noise, at: offset), descriptor, offset, path)
    }
  }

  /// Overwrites the beginning of some chunks, as a day's work would.
  func touch(_ path: String, chunks: [Int], day: UInt64) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandError.demoFile(path: path, errno: errno) }
    defer { close(descriptor) }
    var noise = Xorshift(seed: seed &+ day &* 0x9E37_79B9_7F4A_7C15)
    for chunk in chunks where chunk * Self.stride < size {
      try write(block(&noise, at: chunk * Self.stride), descriptor, chunk * Self.stride, path)
    }
  }

  private func block(_ noise: inout Xorshift, at offset: Int) -> [UInt8] {
    let count = min(run, size - offset)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      for page in Swift.stride(from: 0, to: count, by: Self.pageSize) {
        let end = min(page + Self.pageSize, count)
        let part = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[page..<end])
        if (page / Self.pageSize) % Self.textPage == Self.textPage - 1 {
          Self.fill(part, with: "\(offset + page) 10.0.4.17 GET /orders/\(seed) 200\n")
        } else {
          noise.fill(part)
        }
      }
      filled = count
    }
  }

  private static func fill(_ bytes: UnsafeMutableRawBufferPointer, with line: String) {
    let text = Array(line.utf8)
    for start in Swift.stride(from: 0, to: bytes.count, by: text.count) {
      let part = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<min(start + text.count, bytes.count)])
      part.copyBytes(from: text.prefix(part.count))
    }
  }

  private func write(_ block: [UInt8], _ descriptor: Int32, _ offset: Int, _ path: String) throws {
    var done = 0
    while done < block.count {
      let count = block[done...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset + done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw CommandError.demoFile(path: path, errno: errno) }
      done += count
    }
  }
}
