import Replication

/// Goes through everything that published records name; of disks that share pages these are gone through once.
struct MarkingWalk {
  private struct Disk: Hashable {
    var name: String
    var size: Int64
  }

  /// Disks whose last head is remembered.
  private static let remembered = 16_384

  private let store: RegionStore
  private let pages: ChunkReader
  private let basePages: ChunkReader
  private var marker: Marker
  private var walked: [Disk: ManifestHead] = [:]

  init(_ store: RegionStore, _ table: IndexTable, _ bounds: CollectionBounds) {
    self.store = store
    pages = .forPages(store.objects, store.index)
    basePages = .forPages(store.objects, store.index)
    marker = Marker(table, names: bounds.names)
  }

  /// Marks what a disk names.
  mutating func mark(_ disk: StoredDisk, _ marks: inout Marks) throws(StoreError) {
    guard marks.roots.insert(disk.manifest).inserted else { return }
    let head = try MissingWalk.head(of: disk, in: store)
    let key = Disk(name: disk.name, size: disk.size)
    try mark(disk.manifest, [ManifestWalk(head, base: walked[key])], &marks)
    if walked.count < Self.remembered || walked[key] != nil { walked[key] = head }
  }

  /// Marks what a tree names.
  mutating func mark(_ tree: StoredTree, _ marks: inout Marks) throws(StoreError) {
    guard marks.roots.insert(tree.manifest).inserted else { return }
    try mark(tree.manifest, try TreeWalks.all(tree, in: store), &marks)
  }

  /// Ends: only now everything is marked.
  mutating func finish(_ marks: inout Marks) throws(StoreError) { try marker.flush(&marks) }

  private mutating func mark(
    _ manifest: ContentHash, _ walks: [ManifestWalk], _ marks: inout Marks
  ) throws(StoreError) {
    try marker.mark(manifest, &marks)
    for begun in walks {
      var walk = begun
      while let step = walk.next(pages, base: basePages) {
        switch step {
        case .page(let id): try marker.mark(id, &marks)
        case .chunk(let entry, _): try marker.mark(entry.id, &marks)
        case .hole, .same: break
        case .broken(let error, _, _): throw error
        }
      }
    }
  }
}
