/// Replaces damaged index objects by what the packs' own tables say.
struct IndexRepair {
  private let store: RegionStore
  private var objects: any ObjectStore { store.objects }

  init(_ store: RegionStore) { self.store = store }

  /// Writes a new index of all packs where an index is among the damaged, then removes the damaged ones.
  func run(_ damaged: Set<String>) throws(StoreError) {
    guard let lock = try objects.lock("collect") else { throw .collectionBusy(path: store.path) }
    defer { lock.release() }
    if damaged.contains(where: { $0.hasPrefix("\(RegionStore.indexFolder)/") }) {
      _ = try IndexWriter.write(try entries(), folder: RegionStore.indexFolder, in: objects)
      try objects.settle()
    }
    // Without its list what was condemned is only garbage again: the next collection condemns it under a newer epoch.
    for name in damaged { try objects.delete(name) }
    try objects.settle()
    try store.index.refresh()
  }

  private func entries() throws(StoreError) -> [IndexEntry] {
    var entries: [IndexEntry] = []
    let pack = AlignedBuffer(capacity: PackLayout.largest + 2 * AlignedBuffer.alignment)
    for shelf in UInt8.min...UInt8.max {
      for id in try PackShelf.packs(on: shelf, in: objects) {
        let name = PackLayout.name(id)
        guard let size = try objects.size(of: name), size <= PackLayout.largest else { continue }
        do throws(StoreError) {
          let bytes = try objects.read(name, at: 0, length: Int(size), into: pack, fromDevice: true)
          entries += try PackLayout.entries(bytes, id: id).map { IndexEntry(chunk: $0, pack: id) }
        } catch {
          switch error {
          case .damaged, .missing, .newerVersion: continue  // its chunks are healed as those of a pack that is gone
          default: throw error
          }
        }
      }
    }
    return entries
  }
}
