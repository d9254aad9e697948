import Crypto

/// The SHA-256 of some bytes: the name of a chunk, of a manifest page, of a manifest.
struct ContentHash: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Bytes of a hash.
  static let length = 32
  /// Stands for a run of zero bytes that is stored nowhere.
  static let hole = ContentHash(0, 0, 0, 0)

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  private init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// Takes 32 bytes from `offset`; the caller has checked that they are there.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    precondition(offset >= 0 && bytes.count - offset >= Self.length)
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self))
    }
    self.init(word(0), word(1), word(2), word(3))
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 2 * Self.length else { return nil }
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.init(words[0], words[1], words[2], words[3])
  }

  /// The SHA-256 of `bytes`.
  static func of(_ bytes: UnsafeRawBufferPointer) -> ContentHash {
    SHA256.hash(data: bytes).withUnsafeBytes { ContentHash($0) }
  }

  /// The SHA-256 of `bytes`.
  static func of(_ bytes: [UInt8]) -> ContentHash {
    bytes.withUnsafeBytes { of($0) }
  }

  /// The most significant 64 bits: what interpolation in a sorted table goes by.
  var prefix: UInt64 { first }

  /// The 32 bytes.
  var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
  }

  /// Writes the 32 bytes at `offset`.
  func store(to target: UnsafeMutableRawBufferPointer, at offset: Int) {
    target.storeBytes(of: first.bigEndian, toByteOffset: offset, as: UInt64.self)
    target.storeBytes(of: second.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    target.storeBytes(of: third.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
    target.storeBytes(of: fourth.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
  }

  var description: String { Hexadecimal.text(bytes) }

  static func < (left: ContentHash, right: ContentHash) -> Bool {
    (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
  }
}

extension ContentHash: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hash = ContentHash(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hexadecimal digits")
    }
    self = hash
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
