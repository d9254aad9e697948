import CStorage

/// The 16 random bytes that name a pack or an index.
struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Bytes of an id.
  static let length = 16
  /// What headers hold whose object has no id.
  static let zero = ObjectID(high: 0, low: 0)

  private let high: UInt64
  private let low: UInt64

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes 16 bytes at `offset`.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    precondition(offset >= 0 && offset + Self.length <= bytes.count)
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
  }

  /// The first byte: the shelf that a pack stands on.
  var shelf: UInt8 { UInt8(truncatingIfNeeded: high >> 56) }

  /// Which of `count` equal parts of all ids this one belongs to.
  func part(of count: Int) -> Int { Int(((low >> 32) * UInt64(count)) >> 32) }

  /// Reads 32 lower-case hexadecimal digits.
  init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    let allowed = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard digits.count == 2 * Self.length, allowed else { return nil }
    guard let high = UInt64(hex.prefix(16), radix: 16), let low = UInt64(hex.suffix(16), radix: 16) else { return nil }
    self.init(high: high, low: low)
  }

  /// A random id on `shelf`, which becomes its first byte.
  static func random(shelf: UInt8? = nil) throws(StoreError) -> ObjectID {
    var words: (UInt64, UInt64) = (0, 0)
    guard withUnsafeMutableBytes(of: &words, { cs_random($0.baseAddress, $0.count) }) == 0 else {
      throw .io(operation: "read", path: "the random source", errno: errnoNow())
    }
    guard let shelf else { return ObjectID(high: words.0, low: words.1) }
    return ObjectID(high: words.0 & (UInt64.max >> 8) | UInt64(shelf) << 56, low: words.1)
  }

  /// Writes the 16 bytes at `offset`.
  func write(to target: UnsafeMutableRawBufferPointer, at offset: Int) {
    target.storeBytes(of: high.bigEndian, toByteOffset: offset, as: UInt64.self)
    target.storeBytes(of: low.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
  }

  var description: String {
    Hexadecimal.text([high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } })
  }

  static func < (left: ObjectID, right: ObjectID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
