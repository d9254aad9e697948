/// Replaces damaged index objects by what the packs' own tables say.
struct IndexRepair {
  private let store: RegionStore
  private var objects: any ObjectStore { store.objects }

  init(_ store: RegionStore) { self.store = store }

  /// Writes new index objects of all packs where an index is among the damaged, then removes the damaged ones.
  func run(_ damaged: Set<String>) throws(StoreError) {
    let locks = try store.lockIndexes()
    defer { for lock in locks { lock.release() } }
    if damaged.contains(where: { $0.hasPrefix("\(RegionStore.indexFolder)/") }) {
      try rebuild()
    }
    // Without its list what was condemned is only garbage again: the next collection condemns it under a newer epoch.
    for name in damaged { try objects.delete(name) }
    try objects.settle()
    try store.index.refresh()
  }

  /// Puts every pack into new index objects, which a later merge makes one of.
  private func rebuild() throws(StoreError) {
    let runs = IndexRuns(folder: RegionStore.indexFolder, in: objects)
    let tables = PackTable(objects)
    for shelf in UInt8.min...UInt8.max {
      let packs = try PackShelf.packs(on: shelf, in: objects)
      while let id = try packs.next() {
        do throws(StoreError) {
          if let entries = try tables.entries(of: id) { try runs.add(entries, of: id) }
        } catch {
          switch error {
          case .damaged, .missing, .newerVersion: continue  // its chunks are healed as those of a pack that is gone
          default: throw error
          }
        }
      }
    }
    try runs.finish()
  }
}
