/// The head of a manifest: 144 bytes whose hash names the disk.
struct ManifestHead: Hashable, Sendable {
  /// Bytes of a head.
  static let length = 144
  private static let magic = Array("FSMF".utf8)

  /// Logical bytes of the disk.
  var size: Int64
  /// SHA-256 of the whole disk; nil when it was not computed.
  var sha256: ContentHash?
  /// The root page, or a hole for a disk of zeros.
  var root: ContentHash
  /// The root page's height above the chunks.
  var level: Int
  /// Whether the disk was open for writing while it was read.
  var openedLive: Bool

  /// The bytes that are hashed and stored.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.length)
    bytes.withUnsafeMutableBytes { target in
      target.copyBytes(from: Self.magic)
      target.put(Limits.version, at: 4)
      target[7] = UInt8(level)
      target.put(UInt64(size), at: 8)
      target.put(UInt32(Limits.chunk), at: 16)
      target.put(UInt16(Limits.fanOut), at: 20)
      target.put(UInt16(openedLive ? 1 : 0), at: 22)
      sha256?.store(to: target, at: 32)
      root.store(to: target, at: 64)
    }
    return bytes
  }

  /// The height of the root page over a disk of `size` bytes.
  static func level(size: Int64) -> Int {
    var level = 0
    var reach = Int64(Limits.chunk) * Int64(Limits.fanOut)
    while reach < size {
      reach *= Int64(Limits.fanOut)
      level += 1
    }
    return level
  }

  /// Makes a head.
  init(size: Int64, sha256: ContentHash?, root: ContentHash, openedLive: Bool) {
    self.size = size
    self.sha256 = sha256
    self.root = root
    self.openedLive = openedLive
    level = Self.level(size: size)
  }

  /// Reads a disk's head; nil when it is none that this version knows.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.length, bytes.part(0, 4).elementsEqual(Self.magic),
      bytes.little(UInt16.self, at: 4) == Limits.version, bytes[6] == 0, Int(bytes[7]) <= Limits.levels,
      bytes.little(UInt32.self, at: 16) == UInt32(Limits.chunk),
      bytes.little(UInt16.self, at: 20) == UInt16(Limits.fanOut), bytes.little(UInt16.self, at: 22) <= 1,
      bytes.part(24, 8).isZero, bytes.part(96, 48).isZero
    else { return nil }
    let size = bytes.little(UInt64.self, at: 8)
    guard size > 0, size <= UInt64(Limits.disk), Int(bytes[7]) == Self.level(size: Int64(size)) else { return nil }
    self.size = Int64(size)
    level = Int(bytes[7])
    openedLive = bytes.little(UInt16.self, at: 22) == 1
    let whole = ContentHash(bytes, at: 32)
    sha256 = whole == .hole ? nil : whole
    root = ContentHash(bytes, at: 64)
  }
}
