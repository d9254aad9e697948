/// Packs that an earlier run of a session had named, but not yet put into the index when it died.
struct LeftPacks {
  private let session: WriteSession
  private let index: ChunkIndex

  init(session: WriteSession, index: ChunkIndex) {
    self.session = session
    self.index = index
  }

  /// Reads each of them back and takes in the intact ones; others are removed.
  func takeIn() throws(StoreError) {
    let scratch = ChunkReader.buffer()
    let decompressor = Decompressor()
    let pack = AlignedBuffer(capacity: PackLayout.largest + 2 * AlignedBuffer.alignment)
    let tables = PackTable(session.objects)
    let head = AlignedBuffer(capacity: ObjectHeader.length)
    let packs = try PackShelf.packs(on: session.shelf, in: session.objects)
    while let id = try packs.next() {
      guard try PackShelf.tag(of: id, in: session.objects, head: head) == session.tag else { continue }
      // Of a long session most packs are in the index already, and reading them all would take as long as moving them.
      if let first = try? tables.entries(of: id)?.first, try isIndexed(first, in: id) { continue }
      let name = PackLayout.name(id)
      guard let size = try session.objects.size(of: name), size <= PackLayout.largest else { continue }
      let bytes = try session.objects.read(name, at: 0, length: Int(size), into: pack, fromDevice: true)
      do throws(StoreError) {
        let entries = try PackLayout.entries(bytes, id: id)
        try PackProof.check(bytes, id: id, content: (scratch, decompressor))
        try session.noteSealed(entries, pack: id, bytes: Int(size))
      } catch StoreError.damaged {
        // Never in an index, so nobody relies on it; its chunks are moved again.
        if try !isNamed(id) { try session.objects.delete(name) }
      }
    }
    try session.commit()
  }

  private func isIndexed(_ entry: ChunkEntry, in pack: ObjectID) throws(StoreError) -> Bool {
    try index.find(entry.id).contains { $0.pack == pack }
  }

  private func isNamed(_ pack: ObjectID) throws(StoreError) -> Bool {
    for file in index.files {
      let merge = IndexMerge([file], in: session.objects)
      while let entry = try merge.next() { if entry.pack == pack { return true } }
    }
    return false
  }
}
