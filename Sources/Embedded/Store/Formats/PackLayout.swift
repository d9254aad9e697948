import Crypto

/// A pack: header, the stored bytes without gaps, the table, the SHA-256 of header and table.
enum PackLayout {
  /// Bytes of the largest pack.
  static let largest =
    ObjectHeader.length + Limits.packPayload + Limits.packEntries * ChunkEntry.length
    + ContentHash.length

  /// The object name of a pack.
  static func name(_ id: ObjectID) -> String {
    let text = id.description
    return "packs/\(text.prefix(2))/\(text)"
  }

  /// Bytes of a pack with so much in it.
  static func size(payload: Int, entries: Int) -> Int {
    ObjectHeader.length + payload + entries * ChunkEntry.length + ContentHash.length
  }

  /// Writes header, table and hash around the payload that stands in `target` already; gives back the pack's size.
  static func seal(
    _ target: UnsafeMutableRawBufferPointer, header: ObjectHeader, entries: [ChunkEntry]
  ) -> Int {
    header.write(to: target)
    let table = ObjectHeader.length + Int(header.bodyLength)
    for (index, entry) in entries.enumerated() { entry.write(to: target, at: table + index * ChunkEntry.length) }
    let end = table + entries.count * ChunkEntry.length
    hash(UnsafeRawBufferPointer(target), table: table, end: end).store(to: target, at: end)
    return end + ContentHash.length
  }

  /// Checks header and size, without the table.
  static func header(_ bytes: UnsafeRawBufferPointer, id: ObjectID, size: Int) throws(StoreError) -> ObjectHeader {
    let name = Self.name(id)
    let header = try ObjectHeader(bytes, expecting: .pack, in: name)
    guard header.id == id else { throw .damaged(object: name, chunk: nil, reason: "its header names another pack") }
    guard header.bodyLength <= UInt64(Limits.packPayload), (1...Limits.packEntries).contains(Int(header.count)),
      size == Self.size(payload: Int(header.bodyLength), entries: Int(header.count))
    else { throw .damaged(object: name, chunk: nil, reason: "its length is not what its header says") }
    return header
  }

  /// Checks a whole pack's structure and gives back its entries; the stored bytes are not hashed.
  static func entries(_ bytes: UnsafeRawBufferPointer, id: ObjectID) throws(StoreError) -> [ChunkEntry] {
    let header = try header(bytes, id: id, size: bytes.count)
    return try entries(
      header: bytes.part(0, ObjectHeader.length),
      tail: bytes.part(
        ObjectHeader.length + Int(header.bodyLength), bytes.count - ObjectHeader.length - Int(header.bodyLength)),
      parsed: header)
  }

  /// Checks the table and hash that stand behind the payload.
  static func entries(
    header bytes: UnsafeRawBufferPointer, tail: UnsafeRawBufferPointer, parsed header: ObjectHeader
  ) throws(StoreError) -> [ChunkEntry] {
    let name = Self.name(header.id)
    var hasher = SHA256()
    let tableLength = Int(header.count) * ChunkEntry.length
    hasher.update(bufferPointer: bytes)
    hasher.update(bufferPointer: tail.part(0, tableLength))
    guard hasher.finalize().withUnsafeBytes({ ContentHash($0) }) == ContentHash(tail, at: tableLength) else {
      throw .damaged(object: name, chunk: nil, reason: "the hash of its table does not match")
    }
    var entries: [ChunkEntry] = []
    var next = ObjectHeader.length
    for index in 0..<Int(header.count) {
      guard let entry = ChunkEntry(tail, at: index * ChunkEntry.length), entry.offset == next else {
        throw .damaged(object: name, chunk: nil, reason: "entry \(index) of its table is impossible")
      }
      next += entry.storedLength
      entries.append(entry)
    }
    guard next == ObjectHeader.length + Int(header.bodyLength) else {
      throw .damaged(object: name, chunk: nil, reason: "its table does not cover its bytes")
    }
    return entries
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer, table: Int, end: Int) -> ContentHash {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes.part(0, ObjectHeader.length))
    hasher.update(bufferPointer: bytes.part(table, end - table))
    return hasher.finalize().withUnsafeBytes { ContentHash($0) }
  }
}
