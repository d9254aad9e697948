import Crypto

/// A page of an index: its own hash, a count, up to 170 entries in ascending order of their names.
enum IndexPage {
  /// Bytes of a page.
  static let length = 16384
  /// Entries of a full page.
  static let capacity = (length - head) / IndexEntry.length
  private static let head = 64

  /// The bytes of page `number` of the index `id`.
  static func bytes(_ entries: ArraySlice<IndexEntry>, index id: ObjectID, number: Int) -> [UInt8] {
    precondition(entries.count <= capacity)
    var page = [UInt8](repeating: 0, count: length)
    page.withUnsafeMutableBytes { target in
      target.put(UInt16(entries.count), at: 32)
      for (place, entry) in entries.enumerated() {
        let position = head + place * IndexEntry.length
        entry.chunk.write(to: target, at: position)
        entry.pack.write(to: target, at: position + ChunkEntry.length)
      }
      hash(UnsafeRawBufferPointer(target), index: id, number: number).store(to: target, at: 0)
    }
    return page
  }

  /// Checks and reads a page; nil when anything about it is wrong.
  static func entries(_ page: UnsafeRawBufferPointer, index id: ObjectID, number: Int) -> [IndexEntry]? {
    guard page.count == length, hash(page, index: id, number: number) == ContentHash(page, at: 0) else { return nil }
    let count = Int(page.little(UInt16.self, at: 32))
    guard (1...capacity).contains(count) else { return nil }
    var entries: [IndexEntry] = []
    entries.reserveCapacity(count)
    for place in 0..<count {
      let position = head + place * IndexEntry.length
      guard let chunk = ChunkEntry(page, at: position) else { return nil }
      let entry = IndexEntry(chunk: chunk, pack: ObjectID(page, at: position + ChunkEntry.length))
      if let last = entries.last, IndexEntry.isBefore(entry, last) { return nil }
      entries.append(entry)
    }
    return entries
  }

  private static func hash(_ page: UnsafeRawBufferPointer, index id: ObjectID, number: Int) -> ContentHash {
    var place = [UInt8](repeating: 0, count: ObjectID.length + 4)
    place.withUnsafeMutableBytes { target in
      id.write(to: target, at: 0)
      target.put(UInt32(number), at: ObjectID.length)
    }
    var hasher = SHA256()
    hasher.update(data: place)
    hasher.update(bufferPointer: page.part(32, length - 32))
    return hasher.finalize().withUnsafeBytes { ContentHash($0) }
  }
}
