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

  private let bounds: CollectionBounds

  init(_ store: RegionStore, _ bounds: CollectionBounds) {
    self.store = store
    self.bounds = bounds
  }

  /// Marks what is named, condemns the rest, sweeps what no running session can still rely on.
  func run(dryRun: Bool) throws(StoreError) -> CollectionSummary {
    let locks = try store.lockIndexes()
    defer { for lock in locks { lock.release() } }
    if !dryRun {
      _ = try objects.sweepLeftovers()
      // The lock is held, so these belong to collections that died.
      for id in try store.sessions.ids() where id.hasPrefix(Self.ownSessions) { try store.sessions.remove(id) }
    }
    try store.index.refresh()
    let table = try IndexTable(
      merging: store.index.files, dryRun: dryRun, objects: objects, index: store.index)
    defer { if dryRun { table.discard() } }
    var marks = Marks(bits: BitSet(count: table.count))
    // Intents after the index, records after the intents: whose entries were read is either at work or has published.
    try protect(SessionPacks(store), &marks, in: table)
    try mark(&marks, in: table)
    if dryRun { return try Sweep(store, table, marks.bits, bounds).summary() }
    let epoch = try condemn(marks, in: table)
    let oldest = try oldestRunningEpoch()
    // What was published since the first marking stood in a session that has ended by now.
    try mark(&marks, in: table)
    return try Sweep(store, table, marks.bits, bounds).run(oldestSession: oldest, newest: epoch)
  }

  /// Marks whole packs of sessions, which name nothing yet.
  private func protect(_ packs: SessionPacks, _ marks: inout Marks, in table: IndexTable) throws(StoreError) {
    guard !packs.isEmpty else { return }
    try table.forEach { number, entry throws(StoreError) in
      if try packs.contains(entry.pack) { marks.bits[number] = true }
    }
  }

  private func mark(_ marks: inout Marks, in table: IndexTable) throws(StoreError) {
    var walker = MarkingWalk(store, table, bounds)
    for id in try store.backups.ids() {
      guard let stored = try readable("backups/\(id)", { () throws(StoreError) in try store.backups.read(id) })
      else { continue }  // removed since it was listed
      for disk in stored.disks { try walker.mark(disk, &marks) }
      if let tree = stored.tree { try walker.mark(tree, &marks) }
    }
    for id in try store.snapshots.ids() {
      guard let stored = try readable("snapshots/\(id)", { () throws(StoreError) in try store.snapshots.read(id) })
      else { continue }  // removed since it was listed
      try walker.mark(stored.disk, &marks)
    }
    try walker.finish(&marks)
  }

  /// A record that cannot be read may name anything: nothing is freed until it is repaired or removed.
  private func readable<Value>(
    _ name: String, _ read: () throws(StoreError) -> Value?
  ) throws(StoreError) -> Value? {
    do throws(StoreError) {
      return try read()
    } catch {
      let problem = StoreProblem(object: name, backup: nil, chunk: nil, error)
      throw .damaged(object: problem.object, chunk: nil, reason: "it cannot be read, so nothing is freed")
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
    guard try table.write(folder: Self.condemned, name: name, { number, _ in !marks.bits[number] }) != nil else {
      return newest
    }
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
