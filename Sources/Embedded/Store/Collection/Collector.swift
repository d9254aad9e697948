import Foundation
import Replication

/// Frees what nobody names, beside running sessions; the protocol is in docs/store-format.md.
struct Collector {
  static let condemned = "condemned"
  static let epoch = "epoch"
  /// What the ids of a collection's own sessions begin with.
  static let ownSessions = "collect-"

  private let store: RegionStore
  private var objects: any ObjectStore { store.objects }

  init(_ store: RegionStore) { self.store = store }

  /// Marks what is named, condemns the rest, sweeps what no running session can still rely on.
  func run(dryRun: Bool) throws(StoreError) -> CollectionSummary {
    guard let lock = try objects.lock("collect") else { throw .collectionBusy(path: store.path) }
    defer { lock.release() }
    if !dryRun {
      _ = try objects.sweepLeftovers()
      // The lock is held, so these belong to collections that died.
      for id in try store.sessions.ids() where id.hasPrefix(Self.ownSessions) { try store.sessions.remove(id) }
    }
    // Packs first, then sessions, then the index: a pack seen here is in the index, or its session is seen.
    let packs = try allPacks()
    var marks = Marks()
    for id in try store.sessions.ids() where try store.sessions.read(id) != nil {
      marks.sessions.formUnion(try PackShelf.packs(of: WriteSession.tag(id), in: objects))
    }
    try store.index.refresh()
    let table = try IndexTable(merging: store.index.files, dryRun: dryRun, store: store)
    defer { if dryRun { table.discard() } }
    marks.bits = [Bool](repeating: false, count: table.count)
    try mark(&marks, in: table)
    if dryRun { return try Sweep(store, table, marks, packs: packs).summary() }
    let epoch = try condemn(marks, in: table)
    let oldest = try oldestRunningEpoch()
    // What was published since the first marking stood in a session that has ended by now.
    try mark(&marks, in: table)
    return try Sweep(store, table, marks, packs: packs).run(oldestSession: oldest, newest: epoch)
  }

  /// Merges index objects when there are many small ones; does nothing while somebody collects.
  func mergeSmallIndexes() throws(StoreError) {
    guard let lock = try objects.lock("collect") else { return }
    defer { lock.release() }
    try store.index.refresh()
    let sorted = store.index.files.sorted { $0.entries < $1.entries }
    var merged = 0
    var chosen = 0
    for file in sorted {
      // Each merge at least doubles what it takes in, so an entry is copied a logarithmic number of times.
      if chosen >= 8, file.entries > 2 * merged { break }
      merged += file.entries
      chosen += 1
    }
    guard chosen >= 8 else { return }
    let table = try IndexTable(merging: Array(sorted.prefix(chosen)), dryRun: false, store: store)
    _ = table
  }

  private func allPacks() throws(StoreError) -> Set<ObjectID> {
    var packs: Set<ObjectID> = []
    for shelf in UInt8.min...UInt8.max { packs.formUnion(try PackShelf.packs(on: shelf, in: objects)) }
    return packs
  }

  private func mark(_ marks: inout Marks, in table: IndexTable) throws(StoreError) {
    let pages = ChunkReader.forPages(objects, store.index)
    let contents = try store.contents()
    // A record that cannot be read may name anything: nothing is freed until it is repaired or removed.
    if let problem = contents.problems.first {
      throw .damaged(object: problem.object, chunk: nil, reason: "it cannot be read, so nothing is freed")
    }
    let disks = contents.backups.flatMap(\.disks) + contents.snapshots.map(\.disk)
    for disk in disks where marks.roots.insert(disk.manifest).inserted {
      try mark(disk.manifest, [ManifestWalk(try MissingWalk.head(of: disk, in: store))], pages, &marks, in: table)
    }
    for tree in contents.backups.compactMap(\.tree) where marks.roots.insert(tree.manifest).inserted {
      try mark(tree.manifest, try TreeWalks.all(tree, in: store), pages, &marks, in: table)
    }
  }

  private func mark(
    _ manifest: ContentHash, _ walks: [ManifestWalk], _ pages: ChunkReader, _ marks: inout Marks, in table: IndexTable
  ) throws(StoreError) {
    try table.mark(manifest, &marks)
    for begun in walks {
      var walk = begun
      while let step = walk.next(pages) {
        switch step {
        case .page(let id): try table.mark(id, &marks)
        case .chunk(let entry, _): try table.mark(entry.id, &marks)
        case .hole, .same: break
        case .broken(let error, _, _): throw error
        }
      }
    }
  }

  /// Publishes what is dead; sessions that begin afterwards do not rely on it.
  private func condemn(_ marks: Marks, in table: IndexTable) throws(StoreError) -> UInt64 {
    let newest = try store.epochs.read(Self.epoch)?.number ?? 0
    let waiting = try objects.list(Self.condemned)
    // While an older list waits for its sessions, what died since waits for the next collection.
    guard waiting.isEmpty else { return newest }
    let epoch = newest + 1
    let name = RecordShelf<EpochRecord>.text(epoch)
    guard try table.writeDead(marks, name: name) else { return newest }
    try store.epochs.write(Self.epoch, EpochRecord(number: epoch, since: Date()))
    return epoch
  }

  /// The oldest epoch of a session whose process lives; nil when there is none.
  private func oldestRunningEpoch() throws(StoreError) -> UInt64? {
    var oldest: UInt64?
    for id in try store.sessions.ids() {
      if let lock = try objects.lock("session-\(id)") {
        lock.release()  // nobody works on it; when it is resumed it looks at everything anew
        continue
      }
      guard let intent = try store.sessions.read(id) else { continue }
      oldest = min(oldest ?? intent.epoch, intent.epoch)
    }
    return oldest
  }
}
