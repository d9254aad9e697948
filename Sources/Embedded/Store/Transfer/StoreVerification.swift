import Replication
import Synchronization

/// Reads every object of a store once, then walks every published manifest against what was found broken.
final class StoreVerification: Sendable {
  private struct Place: Hashable {
    var pack: ObjectID
    var chunk: ContentHash
  }

  private struct Findings {
    var broken: Set<Place> = []
    var brokenPacks: Set<ObjectID> = []
    var damage = StoreDamage()
  }

  /// The packs that nobody has taken yet.
  private struct Shelves {
    var next = 0
    var packs: PackNames?
  }

  private let store: RegionStore
  private let observer: any TransferObserver
  private let findings = Mutex(Findings())
  private let shelves = Mutex(Shelves())

  init(_ store: RegionStore, observer: any TransferObserver) {
    self.store = store
    self.observer = observer
  }

  /// Everything that is wrong, named exactly.
  func run() throws -> [StoreProblem] { try damage().problems }

  /// Everything that is wrong, and what a repair has to put in its place.
  func damage() throws -> StoreDamage {
    try records()
    let meter = ProgressMeter(observer, phase: .verifying, total: try indexes())
    try WorkerGroup.run(WorkerGroup.threads) { [self] in try packs(meter) }
    // Records that cannot be read were noted above.
    for id in try store.backups.ids() {
      guard let stored = try? store.backup(id) else { continue }
      for disk in stored.disks { try walk(disk, backup: id) }
      if let tree = stored.tree { try walk(tree, backup: id) }
    }
    for id in try store.snapshots.ids() {
      guard let stored = try? store.snapshot(id) else { continue }
      try walk(stored.disk, backup: id)
    }
    try forgetDeleted()
    return findings.withLock { $0.damage }
  }

  private func records() throws(StoreError) {
    note(store.placeProblems())
    note(try store.vaults.forEach { _ in } + store.backups.forEach { _ in } + store.snapshots.forEach { _ in })
    note(try store.ledger.forEach { _ in } + store.sessions.forEach { _ in } + store.epochs.forEach { _ in })
    note(try store.auditHeads.forEach { _ in } + store.hints.forEach { _ in })
    do throws(StoreError) {
      guard let bytes = try store.objects.get(StoreRoot.name, limit: Limits.record) else {
        throw .missing(object: StoreRoot.name)
      }
      _ = try RecordShelf<StoreRoot>.decodeRoot(bytes)
    } catch {
      note([StoreProblem(object: StoreRoot.name, backup: nil, chunk: nil, error)])
    }
  }

  /// Reads the indexes; gives back how many bytes the packs have of which they tell.
  private func indexes() throws(StoreError) -> Int64 {
    var packed: Int64 = 0
    let buffer = AlignedBuffer(capacity: IndexPage.length)
    for folder in [RegionStore.indexFolder, Collector.condemned] {
      for last in try store.objects.list(folder) {
        let name = "\(folder)/\(last)"
        do throws(StoreError) {
          let file = try IndexFile.open(name, in: store.objects)
          var entries = 0
          for number in 0..<file.pages {
            let page = try file.page(number, in: store.objects, buffer: buffer)
            entries += page.count
            guard folder == RegionStore.indexFolder else { continue }
            packed += page.reduce(0) { $0 + Int64($1.chunk.storedLength) + Int64(ChunkEntry.length) }
          }
          guard entries == file.entries else {
            throw .damaged(object: name, chunk: nil, reason: "it has not as many entries as its header says")
          }
        } catch StoreError.missing {
          continue  // merged since it was listed
        } catch {
          findings.withLock { _ = $0.damage.indexes.insert(name) }
          note([StoreProblem(object: name, backup: nil, chunk: nil, error)])
        }
      }
    }
    return packed
  }

  private func packs(_ meter: ProgressMeter) throws {
    let pack = AlignedBuffer(capacity: PackLayout.largest + 2 * AlignedBuffer.alignment)
    let scratch = (ChunkReader.buffer(), Decompressor())
    while let id = try nextPack() {
      WorkSeats.shared.letOthersPass {
        pack.forget()
        scratch.0.forget()
      }
      let name = PackLayout.name(id)
      guard let size = try store.objects.size(of: name) else { continue }
      do throws(StoreError) {
        guard size <= PackLayout.largest else {
          throw .damaged(object: name, chunk: nil, reason: "it is longer than a pack may be")
        }
        let bytes = try store.objects.read(name, at: 0, length: Int(size), into: pack, fromDevice: true)
        for entry in try PackLayout.entries(bytes, id: id) {
          check(bytes.part(entry.offset, entry.storedLength), entry, id, scratch)
        }
      } catch StoreError.missing {
        continue  // collected since it was listed; what still names it is told below
      } catch {
        findings.withLock {
          $0.brokenPacks.insert(id)
          $0.damage.packs.insert(id)
        }
        note([StoreProblem(object: name, backup: nil, chunk: nil, error)])
      }
      meter.add(logical: size, crossed: Int(size))
      try observer.checkpoint()
    }
  }

  /// One pack after the other, shelf by shelf: all packs of one session stand on one shelf.
  private func nextPack() throws(StoreError) -> ObjectID? {
    try shelves.withLock { (shelves) throws(StoreError) in
      while true {
        if let pack = try shelves.packs?.next() { return pack }
        guard let shelf = UInt8(exactly: shelves.next) else { return nil }
        shelves.next += 1
        shelves.packs = try PackShelf.packs(on: shelf, in: store.objects)
      }
    }
  }

  private func check(
    _ bytes: UnsafeRawBufferPointer, _ entry: ChunkEntry, _ pack: ObjectID, _ scratch: (AlignedBuffer, Decompressor?)
  ) {
    do throws(StoreError) {
      try PackProof.check(bytes, entry, in: pack, content: scratch)
    } catch {
      findings.withLock {
        $0.broken.insert(Place(pack: pack, chunk: entry.id))
        $0.damage.packs.insert(pack)
      }
      note([StoreProblem(object: PackLayout.name(pack), backup: nil, chunk: entry.id.description, error)])
    }
  }

  private func walk(_ disk: StoredDisk, backup: String) throws {
    try walk(disk.manifest, backup: backup) { () throws(StoreError) in
      [ManifestWalk(try MissingWalk.head(of: disk, in: store))]
    }
  }

  private func walk(_ tree: StoredTree, backup: String) throws {
    try walk(tree.manifest, backup: backup) { () throws(StoreError) in try TreeWalks.all(tree, in: store) }
  }

  private func walk(
    _ manifest: ContentHash, backup: String, _ begin: () throws(StoreError) -> [ManifestWalk]
  ) throws {
    let pages = ChunkReader.forPages(store.objects, store.index)
    do throws(StoreError) {
      try check(manifest, backup)
      for begun in try begin() {
        var walk = begun
        while let step = walk.next(pages) {
          switch step {
          case .chunk(let entry, _): try check(entry.id, backup)
          case .broken(let error, let page, _):
            try lose(page)
            note([StoreProblem(object: "manifest \(manifest)", backup: backup, chunk: page.description, error)])
          case .page, .hole, .same: break
          }
        }
      }
    } catch {
      note([
        StoreProblem(object: "manifest \(manifest)", backup: backup, chunk: manifest.description, error)
      ])
    }
  }

  /// Notes a chunk that a backup names and that has no intact place.
  private func check(_ id: ContentHash, _ backup: String) throws(StoreError) {
    var places: [IndexEntry] = []
    do throws(StoreError) {
      places = try store.index.find(id)
      if try isIntact(id, at: places) { return }
      // A pack that was collected meanwhile was rewritten before: the index names its chunks' new place.
      try store.index.refresh()
      places = try store.index.find(id)
      if try isIntact(id, at: places) { return }
    } catch {
      return note([StoreProblem(object: RegionStore.indexFolder, backup: backup, chunk: id.description, error)])
    }
    try lose(id)
    let object = places.last.map { PackLayout.name($0.pack) } ?? "chunk \(id)"
    let reason = places.isEmpty ? "No pack holds it." : "Every pack that holds it is damaged or gone."
    note([StoreProblem(object: object, backup: backup, chunk: id.description, message: reason)])
  }

  /// Notes for a repair a chunk, page or head without an intact place.
  private func lose(_ id: ContentHash) throws(StoreError) {
    let packs = try store.index.find(id).map(\.pack)
    findings.withLock { findings in
      findings.damage.chunks.insert(id)
      findings.damage.packs.formUnion(packs)
    }
  }

  private func isIntact(_ id: ContentHash, at places: [IndexEntry]) throws(StoreError) -> Bool {
    for place in places {
      let isBroken = findings.withLock {
        $0.brokenPacks.contains(place.pack) || $0.broken.contains(Place(pack: place.pack, chunk: id))
      }
      if !isBroken, try store.objects.size(of: PackLayout.name(place.pack)) != nil { return true }
    }
    return false
  }

  /// What was deleted while the store was read may have been collected as well, which is no damage.
  private func forgetDeleted() throws(StoreError) {
    let named = findings.withLock { Set($0.damage.problems.filter { $0.chunk != nil }.compactMap(\.backup)) }
    guard !named.isEmpty else { return }
    let present = Set(try store.backups.ids() + store.snapshots.ids())
    let deleted = named.subtracting(present)
    findings.withLock { findings in
      findings.damage.problems.removeAll { $0.backup.map(deleted.contains) ?? false }
    }
  }

  private func note(_ problems: [StoreProblem]) { findings.withLock { $0.damage.problems += problems } }
}
