/// Marsaglia's xorshift: bytes that no compressor shortens, grown from a seed, the same on every machine.
struct Xorshift {
  private var state: UInt64

  init(seed: UInt64) { state = seed == 0 ? 1 : seed }

  /// The next eight bytes.
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// Fills bytes; a tail shorter than eight stays as it is.
  mutating func fill(_ bytes: UnsafeMutableRawBufferPointer) {
    for offset in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
      bytes.storeBytes(of: next().littleEndian, toByteOffset: offset, as: UInt64.self)
    }
  }
}
