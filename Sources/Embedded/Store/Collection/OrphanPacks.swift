/// Packs that no index and no session knows: swept ones, and those of a run that died and was never resumed.
struct OrphanPacks {
  private let store: RegionStore
  private let bounds: CollectionBounds

  init(_ store: RegionStore, _ bounds: CollectionBounds) {
    self.store = store
    self.bounds = bounds
  }

  /// Calls `body` with each of them.
  func forEach(_ body: (ObjectID) throws(StoreError) -> Void) throws(StoreError) {
    var count = 0
    try eachPack { _ in count += 1 }
    let parts = count / bounds.packs + 1
    for part in 0..<parts {
      for pack in try orphans(part, of: parts) { try body(pack) }
    }
  }

  /// The orphans of one part of all ids.
  ///
  /// Packs first, then intents, then the index: a pack seen here is in the index, or its session is seen.
  private func orphans(_ part: Int, of parts: Int) throws(StoreError) -> [ObjectID] {
    var packs: Set<ObjectID> = []
    try eachPack { pack in if pack.part(of: parts) == part { packs.insert(pack) } }
    guard !packs.isEmpty else { return [] }
    let sessions = try SessionPacks(store)
    try store.index.refresh()
    let entries = IndexMerge(store.index.files, in: store.objects)
    while let entry = try entries.next() { packs.remove(entry.pack) }
    var orphans: [ObjectID] = []
    for pack in packs where try !sessions.contains(pack) { orphans.append(pack) }
    return orphans.sorted()
  }

  private func eachPack(_ body: (ObjectID) -> Void) throws(StoreError) {
    for shelf in UInt8.min...UInt8.max {
      let packs = try PackShelf.packs(on: shelf, in: store.objects)
      while let pack = try packs.next() { body(pack) }
    }
  }
}
