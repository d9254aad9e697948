import Crypto

/// The SHA-256 of a whole disk, fed in order; holes are hashed as the zeros they read as.
struct DiskDigest {
  private static let zeros = [UInt8](repeating: 0, count: 1 << 20)
  private var hasher = SHA256()

  /// Takes the next bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

  /// Takes so many zeros.
  mutating func updateZeros(_ count: Int64) {
    var left = count
    while left > 0 {
      let piece = Int(min(left, Int64(Self.zeros.count)))
      Self.zeros.withUnsafeBytes { hasher.update(bufferPointer: $0.part(0, piece)) }
      left -= Int64(piece)
    }
  }

  /// The hash of everything taken.
  func finish() -> ContentHash { hasher.finalize().withUnsafeBytes { ContentHash($0) } }
}
