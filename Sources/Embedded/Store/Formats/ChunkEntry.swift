/// Where and how one chunk, page or manifest head is stored in a pack: 80 bytes in the pack's table.
struct ChunkEntry: Hashable, Sendable {
  /// Bytes of an entry.
  static let length = 80

  /// The SHA-256 of the content.
  var id: ContentHash
  /// The SHA-256 of the stored bytes, checked before they are decompressed.
  var storedHash: ContentHash
  /// Where the stored bytes begin, from the start of the pack.
  var offset: Int
  /// How many bytes are stored.
  var storedLength: Int
  /// How many bytes the content has.
  var contentLength: Int
  /// What the content is.
  var kind: ChunkKind
  /// How it is stored.
  var encoding: Encoding

  /// Lays the entry out at `offset`.
  func write(to target: UnsafeMutableRawBufferPointer, at position: Int) {
    id.store(to: target, at: position)
    storedHash.store(to: target, at: position + 32)
    target.put(UInt32(offset), at: position + 64)
    target.put(UInt32(storedLength), at: position + 68)
    target.put(UInt32(contentLength), at: position + 72)
    target[position + 76] = kind.rawValue
    target[position + 77] = encoding.rawValue
    target.put(UInt16(0), at: position + 78)
  }

  /// Reads an entry; nil when a field is outside the format's bounds.
  init?(_ bytes: UnsafeRawBufferPointer, at position: Int) {
    guard position >= 0, position + Self.length <= bytes.count else { return nil }
    id = ContentHash(bytes, at: position)
    storedHash = ContentHash(bytes, at: position + 32)
    offset = Int(bytes.little(UInt32.self, at: position + 64))
    storedLength = Int(bytes.little(UInt32.self, at: position + 68))
    contentLength = Int(bytes.little(UInt32.self, at: position + 72))
    guard let kind = ChunkKind(rawValue: bytes[position + 76]), let encoding = Encoding(rawValue: bytes[position + 77])
    else { return nil }
    self.kind = kind
    self.encoding = encoding
    guard bytes.little(UInt16.self, at: position + 78) == 0, offset >= ObjectHeader.length,
      offset + storedLength <= ObjectHeader.length + Limits.packPayload,
      (1...Limits.chunk).contains(contentLength), (1...Limits.chunk).contains(storedLength)
    else { return nil }
    switch encoding {
    case .raw: guard storedLength == contentLength, storedHash == id else { return nil }
    case .zstd: guard storedLength < contentLength else { return nil }
    }
  }

  /// Makes an entry.
  init(
    id: ContentHash, storedHash: ContentHash, offset: Int, storedLength: Int, contentLength: Int, kind: ChunkKind,
    encoding: Encoding
  ) {
    self.id = id
    self.storedHash = storedHash
    self.offset = offset
    self.storedLength = storedLength
    self.contentLength = contentLength
    self.kind = kind
    self.encoding = encoding
  }
}
