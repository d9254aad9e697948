import Replication

/// Removes dead chunks: whole packs where nothing lives in them, rewritten packs where something does.
///
/// Packs are dealt with in parts of a bounded number, each part in passes over the index.
struct Sweep {
  private struct Tally {
    var live: UInt32 = 0
    var dead: UInt32 = 0
    var deadBytes: Int64 = 0
  }

  private let store: RegionStore
  private let table: IndexTable
  private let marks: BitSet
  private let bounds: CollectionBounds
  private let parts: Int

  init(_ store: RegionStore, _ table: IndexTable, _ marks: BitSet, _ bounds: CollectionBounds) {
    self.store = store
    self.table = table
    self.marks = marks
    self.bounds = bounds
    parts = table.count / bounds.packs + 1
  }

  /// What a sweep would free if no session stood in its way.
  func summary() throws(StoreError) -> CollectionSummary {
    var summary = CollectionSummary()
    for part in 0..<parts {
      _ = try count(try tallies(part) { number in !marks[number] }, &summary)
    }
    try OrphanPacks(store, bounds).forEach { pack throws(StoreError) in
      summary.packs += 1
      summary.bytes += try store.objects.size(of: PackLayout.name(pack)) ?? 0
    }
    return summary
  }

  /// Sweeps the lists that every running session has seen.
  func run(oldestSession: UInt64?, newest: UInt64) throws(StoreError) -> CollectionSummary {
    let lists = try store.objects.list(Collector.condemned)
    let ready = lists.filter { name in UInt64(name, radix: 16).map { $0 <= oldestSession ?? UInt64.max } ?? false }
    guard ready.count == lists.count else { return CollectionSummary(deferredBytes: try summary().bytes) }
    var summary = CollectionSummary()
    // Packs that nobody knew before are counted before others join them.
    try OrphanPacks(store, bounds).forEach { pack throws(StoreError) in
      summary.packs += 1
      summary.bytes += try store.objects.size(of: PackLayout.name(pack)) ?? 0
    }
    let leaving = try leaving(try swept(), &summary)
    if !leaving.isEmpty {
      _ = try table.write(folder: RegionStore.indexFolder) { number, _ in !leaving[number] }
      try table.remove()
      try store.objects.settle()
      try store.index.refresh()
    }
    // No index names the swept packs any more, so they go as those do that none ever named.
    try OrphanPacks(store, bounds).forEach { pack throws(StoreError) in try store.objects.delete(PackLayout.name(pack))
    }
    for list in lists { try store.objects.delete("\(Collector.condemned)/\(list)") }
    try store.objects.settle()
    return summary
  }

  /// Entries that are dead and condemned.
  private func swept() throws(StoreError) -> BitSet {
    let condemned = ChunkIndex(folder: Collector.condemned, in: store.objects)
    try condemned.refresh()
    var swept = BitSet(count: table.count)
    // Both are in the same order, so one pass over both finds what stands in both.
    let dead = IndexMerge(condemned.files, in: store.objects)
    var next = try dead.next()
    try table.forEach { number, entry throws(StoreError) in
      while let other = next, IndexEntry.isBefore(other, entry) { next = try dead.next() }
      if !marks[number], next == entry { swept[number] = true }
    }
    return swept
  }

  /// Entries whose packs go: these are swept as a whole, or what lives in them has been written anew.
  private func leaving(_ swept: BitSet, _ summary: inout CollectionSummary) throws(StoreError) -> BitSet {
    var leaving = BitSet(count: table.count)
    guard !swept.isEmpty else { return leaving }
    for part in 0..<parts {
      let (gone, partly) = try count(try tallies(part) { number in swept[number] }, &summary)
      let rewritten = try rewrite(partly, except: swept)
      guard !gone.isEmpty || !rewritten.isEmpty else { continue }
      try table.forEach { number, entry throws(StoreError) in
        if gone.contains(entry.pack) || rewritten.contains(entry.pack) { leaving[number] = true }
      }
    }
    return leaving
  }

  private func tallies(_ part: Int, _ isDead: (Int) -> Bool) throws(StoreError) -> [ObjectID: Tally] {
    var tallies: [ObjectID: Tally] = [:]
    tallies.reserveCapacity(min(bounds.packs, table.count))
    try table.forEach { number, entry throws(StoreError) in
      guard entry.pack.part(of: parts) == part else { return }
      var tally = tallies[entry.pack, default: Tally()]
      if isDead(number) {
        tally.dead += 1
        tally.deadBytes += Int64(entry.chunk.storedLength + ChunkEntry.length)
      } else {
        tally.live += 1
      }
      tallies[entry.pack] = tally
    }
    return tallies
  }

  private func count(
    _ tallies: [ObjectID: Tally], _ summary: inout CollectionSummary
  ) throws(StoreError) -> (gone: Set<ObjectID>, partly: Set<ObjectID>) {
    var gone: Set<ObjectID> = []
    var partly: Set<ObjectID> = []
    for (pack, tally) in tallies where tally.dead > 0 {
      summary.chunks += Int(tally.dead)
      if tally.live == 0 {
        gone.insert(pack)
        summary.packs += 1
        summary.bytes += try store.objects.size(of: PackLayout.name(pack)) ?? 0
      } else {
        partly.insert(pack)
        summary.rewritten += 1
        summary.bytes += tally.deadBytes
      }
    }
    return (gone, partly)
  }

  /// Writes the living chunks of partly dead packs anew; gives back the packs that can go.
  private func rewrite(_ partly: Set<ObjectID>, except swept: BitSet) throws(StoreError) -> Set<ObjectID> {
    guard !partly.isEmpty else { return [] }
    let session = try store.beginSession("\(Collector.ownSessions)\(try ObjectID.random())")
    let buffer = ChunkReader.buffer()
    let writer = PackWriter(session: session, proof: .content, scratch: buffer)
    let reader = ChunkReader(store.objects, store.index, stored: buffer, plain: buffer)
    var done = partly
    try table.forEach { number, entry throws(StoreError) in
      guard partly.contains(entry.pack), !swept[number] else { return }
      try writer.makeRoom(entry.chunk.storedLength)
      do throws(StoreError) {
        try writer.add(stored: try reader.stored(at: entry), as: entry.chunk)
      } catch StoreError.damaged {
        done.remove(entry.pack)  // left as it is, for verification to name
      }
    }
    try writer.seal()
    try session.commit()
    try store.sessions.remove(session.id)
    try store.objects.delete("locks/session-\(session.id)")
    session.release()
    return done
  }
}
