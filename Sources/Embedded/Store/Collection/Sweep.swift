import Replication

/// Removes dead chunks: whole packs where nothing lives in them, rewritten packs where something does.
struct Sweep {
  private struct Tally {
    var live = 0
    var dead = 0
    var deadBytes: Int64 = 0
  }

  private let store: RegionStore
  private let table: IndexTable
  private let marks: Marks
  private let packs: Set<ObjectID>

  init(_ store: RegionStore, _ table: IndexTable, _ marks: Marks, packs: Set<ObjectID>) {
    self.store = store
    self.table = table
    self.marks = marks
    self.packs = packs
  }

  /// What a sweep would free if no session stood in its way.
  func summary() throws(StoreError) -> CollectionSummary {
    try count(try tallies { number, entry throws(StoreError) in isDead(number, entry) }).summary
  }

  /// Sweeps the lists that every running session has seen.
  func run(oldestSession: UInt64?, newest: UInt64) throws(StoreError) -> CollectionSummary {
    let lists = try store.objects.list(Collector.condemned)
    let ready = lists.filter { name in UInt64(name, radix: 16).map { $0 <= oldestSession ?? UInt64.max } ?? false }
    guard ready.count == lists.count else {
      let waiting = try count(try tallies { number, entry throws(StoreError) in isDead(number, entry) }).summary
      return CollectionSummary(deferredBytes: waiting.bytes)
    }
    let condemned = ChunkIndex(folder: Collector.condemned, in: store.objects)
    try condemned.refresh()
    let isSwept = { (number: Int, entry: IndexEntry) throws(StoreError) -> Bool in
      guard isDead(number, entry) else { return false }
      return try condemned.find(entry.chunk.id).contains(entry)
    }
    let tallies = try tallies(isSwept)
    let (summary, gone, partly) = try count(tallies)
    let rewritten = try rewrite(partly, except: isSwept)
    let replaced = gone.union(rewritten)
    if !replaced.isEmpty {
      _ = try table.write(folder: RegionStore.indexFolder) { _, entry in !replaced.contains(entry.pack) }
      try table.remove()
      try store.objects.settle()
      try store.index.refresh()
    }
    for pack in replaced.union(try orphans(known: tallies)) { try store.objects.delete(PackLayout.name(pack)) }
    for list in lists { try store.objects.delete("\(Collector.condemned)/\(list)") }
    try store.objects.settle()
    return summary
  }

  private func isDead(_ number: Int, _ entry: IndexEntry) -> Bool {
    !marks.bits[number] && !marks.sessions.contains(entry.pack)
  }

  private func tallies(
    _ isDead: (Int, IndexEntry) throws(StoreError) -> Bool
  ) throws(StoreError) -> [ObjectID: Tally] {
    var tallies: [ObjectID: Tally] = [:]
    try table.forEach { number, entry throws(StoreError) in
      var tally = tallies[entry.pack, default: Tally()]
      if try isDead(number, entry) {
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
    _ tallies: [ObjectID: Tally]
  ) throws(StoreError) -> (summary: CollectionSummary, gone: Set<ObjectID>, partly: Set<ObjectID>) {
    var summary = CollectionSummary()
    var gone: Set<ObjectID> = []
    var partly: Set<ObjectID> = []
    for (pack, tally) in tallies where tally.dead > 0 {
      summary.chunks += tally.dead
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
    for orphan in try orphans(known: tallies) {
      summary.packs += 1
      summary.bytes += try store.objects.size(of: PackLayout.name(orphan)) ?? 0
    }
    return (summary, gone, partly)
  }

  /// Packs that no index and no session knows: left by a run that died and was never resumed.
  private func orphans(known: [ObjectID: Tally]) throws(StoreError) -> Set<ObjectID> {
    packs.subtracting(known.keys).subtracting(marks.sessions)
  }

  /// Writes the living chunks of partly dead packs anew; gives back the packs that can go.
  private func rewrite(
    _ partly: Set<ObjectID>, except isSwept: (Int, IndexEntry) throws(StoreError) -> Bool
  ) throws(StoreError) -> Set<ObjectID> {
    guard !partly.isEmpty else { return [] }
    let session = try store.beginSession("\(Collector.ownSessions)\(try ObjectID.random())")
    let buffer = ChunkReader.buffer()
    let writer = PackWriter(session: session, proof: .content, scratch: buffer)
    let reader = ChunkReader(store.objects, store.index, stored: buffer, plain: buffer)
    var done = partly
    try table.forEach { number, entry throws(StoreError) in
      guard partly.contains(entry.pack), try !isSwept(number, entry) else { return }
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
