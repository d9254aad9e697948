/// The hash of a whole disk while it is written out, for whoever compares the image with `sha256sum`.
struct WholeDisk {
  /// Zeros beyond what is stored that are still hashed; more would cost more than writing the disk.
  private static let spareZeros: Int64 = 1 << 30

  /// The backup names a hash, so that it is computed whatever it costs.
  private let isExpected: Bool
  private var digest: DiskDigest? = DiskDigest()
  private var surplus = Self.spareZeros

  /// Begins at the disk's first byte.
  init(isExpected: Bool) { self.isExpected = isExpected }

  /// Takes the next stored bytes.
  mutating func add(_ content: UnsafeRawBufferPointer) {
    surplus += Int64(content.count)
    digest?.update(content)
  }

  /// Takes the next hole; gives the hash up where holes outweigh what is stored by far.
  mutating func add(zeros length: Int64) {
    surplus -= length
    if surplus < 0, !isExpected { digest = nil }
    digest?.updateZeros(length)
  }

  /// The hash; nil where it was given up.
  func finish() -> ContentHash? { digest?.finish() }
}
