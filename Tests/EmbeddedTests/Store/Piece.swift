import Foundation

/// A stretch of a disk made for a test.
enum Piece {
  /// Bytes that cannot be compressed, the same for the same seed.
  case noise(Int, seed: UInt64)
  /// Bytes that compress well.
  case text(Int, seed: UInt64)
  /// Zeros that are written.
  case zeros(Int)
  /// Nothing.
  case hole(Int)
  /// These bytes.
  case bytes([UInt8])

  var length: Int {
    switch self {
    case .noise(let count, _), .text(let count, _), .zeros(let count), .hole(let count): count
    case .bytes(let bytes): bytes.count
    }
  }

  var bytes: Data? {
    switch self {
    case .hole: nil
    case .zeros(let count): Data(count: count)
    case .bytes(let bytes): Data(bytes)
    case .noise(let count, let seed): Self.words(count, seed, mask: .max)
    case .text(let count, let seed): Self.words(count, seed, mask: 0x0303_0303_0303_0303)
    }
  }

  private static func words(_ count: Int, _ seed: UInt64, mask: UInt64) -> Data {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    var words = [UInt64](repeating: 0, count: (count + 7) / 8)
    for index in words.indices {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      words[index] = state & mask
    }
    return words.withUnsafeBytes { Data($0.prefix(count)) }
  }
}
