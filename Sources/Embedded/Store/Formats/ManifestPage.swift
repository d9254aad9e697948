/// A page of a manifest's hash tree: at most 256 entries, all chunks (level 0) or all pages of the level below.
struct ManifestPage: Hashable, Sendable {
  private static let head = 16
  private static let magic = Array("FSPG".utf8)
  /// Bytes of the largest page.
  static let largest = head + Limits.fanOut * PageEntry.length

  /// The height above the chunks.
  var level: Int
  /// What it names, in order.
  var entries: [PageEntry]

  /// Logical bytes below the page.
  var length: Int64 { entries.reduce(0) { $0 + $1.length } }

  /// The bytes that are hashed and stored.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.head + entries.count * PageEntry.length)
    bytes.withUnsafeMutableBytes { target in
      target.copyBytes(from: Self.magic)
      target.put(Limits.version, at: 4)
      target[6] = UInt8(level)
      target.put(UInt16(entries.count), at: 8)
      for (index, entry) in entries.enumerated() {
        entry.id.store(to: target, at: Self.head + index * PageEntry.length)
        target.put(UInt64(entry.length), at: Self.head + index * PageEntry.length + 32)
      }
    }
    return bytes
  }

  /// Makes a page.
  init(level: Int, entries: [PageEntry]) {
    self.level = level
    self.entries = entries
  }

  /// Reads a page that is expected to have `level` and `length` logical bytes; nil when it is not that.
  init?(_ bytes: UnsafeRawBufferPointer, level: Int, length: Int64) {
    guard bytes.count >= Self.head, bytes.count <= Self.largest, bytes.part(0, 4).elementsEqual(Self.magic),
      bytes.little(UInt16.self, at: 4) == Limits.version, Int(bytes[6]) == level, bytes[7] == 0,
      bytes.part(10, 6).isZero
    else { return nil }
    let count = Int(bytes.little(UInt16.self, at: 8))
    guard (1...Limits.fanOut).contains(count), bytes.count == Self.head + count * PageEntry.length else { return nil }
    var entries: [PageEntry] = []
    var left = UInt64(clamping: length)
    for index in 0..<count {
      let position = Self.head + index * PageEntry.length
      let length = bytes.little(UInt64.self, at: position + 32)
      guard length > 0, length <= left else { return nil }
      left -= length
      let entry = PageEntry(id: ContentHash(bytes, at: position), length: Int64(length))
      guard level > 0 || entry.isHole || entry.length <= Limits.chunk else { return nil }
      entries.append(entry)
    }
    guard left == 0 else { return nil }
    self.level = level
    self.entries = entries
  }
}
