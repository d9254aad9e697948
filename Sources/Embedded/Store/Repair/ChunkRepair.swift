/// Heals the chunks of damaged packs from the same store or from siblings, whose copies their names prove.
final class ChunkRepair {
  private let store: RegionStore
  private let siblings: [RegionStore]
  private let observer: any TransferObserver
  private let stored = ChunkReader.buffer()
  private let plain = ChunkReader.buffer()
  private let decompressor = Decompressor()

  init(_ store: RegionStore, siblings: [RegionStore], observer: any TransferObserver) {
    self.store = store
    self.siblings = siblings
    self.observer = observer
  }

  /// Writes what can be healed into new packs, then lets go of packs of which nothing else is needed.
  func run(_ damage: StoreDamage) throws {
    let locks = try store.lockIndexes()
    defer { for lock in locks { lock.release() } }
    try store.index.refresh()
    let table = try IndexTable(
      merging: store.index.files, dryRun: false, objects: store.objects, index: store.index)
    var inside: [ContentHash: [IndexEntry]] = [:]
    try table.forEach { _, entry in
      if damage.packs.contains(entry.pack) { inside[entry.chunk.id, default: []].append(entry) }
    }
    let lost = try heal(Set(inside.keys).union(damage.chunks), inside: inside, damaged: damage.packs)
    let kept = Set(lost.flatMap { inside[$0] ?? [] }.map(\.pack))
    // Packs that no index names belong to running sessions or are garbage; a resumed session or a collection sees.
    let going = Set(inside.values.joined().map(\.pack)).subtracting(kept)
    guard !going.isEmpty else { return }
    _ = try table.write(folder: RegionStore.indexFolder) { _, entry in !going.contains(entry.pack) }
    try table.remove()
    try store.objects.settle()
    try store.index.refresh()
    for pack in going { try store.objects.delete(PackLayout.name(pack)) }
    try store.objects.settle()
  }

  /// Stores intact copies of chunks outside the damaged packs; gives back those of which there are none.
  private func heal(
    _ ids: Set<ContentHash>, inside: [ContentHash: [IndexEntry]], damaged: Set<ObjectID>
  ) throws -> Set<ContentHash> {
    let session = try store.beginSession("\(Collector.ownSessions)\(try ObjectID.random())")
    defer { session.release() }
    let writer = PackWriter(session: session, proof: .content, scratch: ChunkReader.buffer())
    var lost: Set<ContentHash> = []
    for id in ids.sorted(by: <) {
      let places = try store.index.find(id)
      if places.contains(where: { !damaged.contains($0.pack) && intact($0, in: store) != nil }) { continue }
      if let (entry, bytes) = copy(of: id, at: places) {
        try writer.makeRoom(bytes.count)
        try writer.add(stored: bytes, as: entry)
      } else {
        lost.insert(id)
      }
      try observer.checkpoint()
    }
    try writer.seal()
    try session.commit()
    try store.sessions.remove(session.id)
    try store.objects.delete("locks/session-\(session.id)")
    return lost
  }

  /// An intact copy from a damaged pack's sound part, else from a sibling.
  private func copy(of id: ContentHash, at places: [IndexEntry]) -> (ChunkEntry, UnsafeRawBufferPointer)? {
    for place in places { if let bytes = intact(place, in: store) { return (place.chunk, bytes) } }
    for sibling in siblings {
      // A sibling that cannot say where a chunk lies has none to give.
      guard let places = try? reader(sibling).places(of: id) else { continue }
      for place in places { if let bytes = intact(place, in: sibling) { return (place.chunk, bytes) } }
    }
    return nil
  }

  /// The stored bytes of a chunk at one place, if they and their content are what its name says.
  private func intact(_ place: IndexEntry, in store: RegionStore) -> UnsafeRawBufferPointer? {
    do throws(StoreError) {
      let bytes = try reader(store).stored(at: place)
      if place.chunk.encoding == .raw, place.chunk.storedHash != place.chunk.id { return nil }
      try PackProof.check(bytes, place.chunk, in: place.pack, content: (plain, decompressor))
      return bytes
    } catch {
      return nil  // whatever keeps it from being read, it heals nothing
    }
  }

  private func reader(_ store: RegionStore) -> ChunkReader {
    ChunkReader(store.objects, store.index, stored: stored, plain: plain)
  }
}
