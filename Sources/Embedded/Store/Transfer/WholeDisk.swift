import Crypto

/// The SHA-256 of a whole disk while it is written out, for whoever compares the image with `sha256sum`.
struct WholeDisk {
  /// Zeros beyond what is stored that are still hashed; more would cost more than writing the disk.
  private static let spareZeros: Int64 = 1 << 30
  private static let zeros = [UInt8](repeating: 0, count: 1 << 20)

  /// The backup names a hash, so that it is computed whatever it costs.
  private let isExpected: Bool
  private var hasher: SHA256? = SHA256()
  private var surplus = Self.spareZeros

  /// Begins at the disk's first byte.
  init(isExpected: Bool) { self.isExpected = isExpected }

  /// Takes the next stored bytes.
  mutating func add(_ content: UnsafeRawBufferPointer) {
    surplus += Int64(content.count)
    hasher?.update(bufferPointer: content)
  }

  /// Takes the next hole; gives the hash up where holes outweigh what is stored by far.
  mutating func add(zeros length: Int64) {
    surplus -= length
    if surplus < 0, !isExpected { hasher = nil }
    var left = hasher == nil ? 0 : length
    while left > 0 {
      let piece = min(left, Int64(Self.zeros.count))
      Self.zeros.withUnsafeBytes { hasher?.update(bufferPointer: $0.part(0, Int(piece))) }
      left -= piece
    }
  }

  /// The hash; nil where it was given up.
  func finish() -> ContentHash? { hasher?.finalize().withUnsafeBytes { ContentHash($0) } }
}
