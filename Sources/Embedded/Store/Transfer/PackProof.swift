/// Proves that a pack's bytes are what its table says.
enum PackProof {
  /// Checks structure and stored hashes, and with a scratch buffer the content too; gives back the entries.
  @discardableResult
  static func check(
    _ bytes: UnsafeRawBufferPointer, id: ObjectID, expecting expected: [ChunkEntry]? = nil,
    content: (scratch: AlignedBuffer, decompressor: Decompressor?)? = nil
  ) throws(StoreError) -> [ChunkEntry] {
    let entries = try PackLayout.entries(bytes, id: id)
    if let expected, expected != entries {
      throw .damaged(object: PackLayout.name(id), chunk: nil, reason: "the device gave back another table")
    }
    for entry in entries {
      try check(bytes.part(entry.offset, entry.storedLength), entry, in: id, content: content)
    }
    return entries
  }

  /// Checks one entry's stored bytes, and with a scratch buffer its content.
  static func check(
    _ stored: UnsafeRawBufferPointer, _ entry: ChunkEntry, in pack: ObjectID,
    content: (scratch: AlignedBuffer, decompressor: Decompressor?)?
  ) throws(StoreError) {
    guard stored.count == entry.storedLength, ContentHash.of(stored) == entry.storedHash else {
      throw .damaged(
        object: PackLayout.name(pack), chunk: entry.id.description, reason: "its stored bytes do not match their hash")
    }
    guard let content, entry.encoding == .zstd else { return }
    guard
      let plain = content.decompressor?.decompress(
        stored, into: content.scratch.bytes, length: entry.contentLength),
      ContentHash.of(plain) == entry.id
    else {
      throw .damaged(
        object: PackLayout.name(pack), chunk: entry.id.description, reason: "its content does not match its name")
    }
  }
}
