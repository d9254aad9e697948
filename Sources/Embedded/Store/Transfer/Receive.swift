import Synchronization

/// Moves one disk or tree from another store: only what is missing, compressed as it is, verified on both sides.
final class Receive: Sendable {
  private struct Item {
    var id: ContentHash
    var logical: Int64
  }

  private typealias Move = (item: Item, place: IndexEntry)

  private struct Walking {
    var walks: [ManifestWalk]
    let source: ChunkReader
    let base: ChunkReader

    mutating func next() -> ManifestWalk.Step? {
      while !walks.isEmpty {
        if let step = walks[walks.count - 1].next(source, base: base) { return step }
        walks.removeLast()
      }
      return nil
    }
  }

  /// Steps of the walk that a worker takes at once, and logical bytes after which it takes no more.
  private static let steps = (count: 16, bytes: Int64(Limits.chunk))
  /// What a worker moves at once, in the order of the source's packs: of chunks that compressed well, or are small, many.
  private static let batch = (count: 256, stored: 1 << 20, logical: Int64(8 * Limits.chunk))

  private let manifest: ContentHash
  private let source: RegionStore
  private let session: WriteSession
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let isAborted = Mutex(false)
  private let walking: Mutex<Walking>

  convenience init(
    _ disk: StoredDisk, from source: RegionStore, to target: RegionStore, session: WriteSession,
    observer: any TransferObserver, meter: ProgressMeter
  ) throws(StoreError) {
    let walk = try MissingWalk.begin(disk, from: source, to: target)
    self.init(
      disk.manifest, [walk], from: source, to: target, session: session, observer: observer, meter: meter)
  }

  /// Moves a tree instead of a disk.
  convenience init(
    _ tree: StoredTree, from source: RegionStore, to target: RegionStore, session: WriteSession,
    observer: any TransferObserver, meter: ProgressMeter
  ) throws(StoreError) {
    let walks = try TreeWalks.missing(tree, from: source, to: target)
    self.init(
      tree.manifest, walks, from: source, to: target, session: session, observer: observer, meter: meter)
  }

  private init(
    _ manifest: ContentHash, _ walks: [ManifestWalk], from source: RegionStore, to target: RegionStore,
    session: WriteSession, observer: any TransferObserver, meter: ProgressMeter
  ) {
    self.manifest = manifest
    self.source = source
    self.session = session
    self.observer = observer
    self.meter = meter
    walking = Mutex(
      Walking(
        walks: walks.reversed(), source: .forPages(source.objects, source.index),
        base: .forPages(target.objects, target.index)))
  }

  /// Moves everything missing; the last thing stored is the manifest's head.
  func run() throws {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        isAborted.withLock { $0 = true }
        throw error
      }
    }
    try WorkerGroup.run(1) { [self] in
      let buffer = ChunkReader.buffer()
      let writer = PackWriter(session: session, proof: .content, scratch: buffer)
      let reader = ChunkReader(source.objects, source.index, stored: buffer, plain: buffer)
      try move(missing(of: [Item(id: manifest, logical: 0)], reader), reader, writer)
      try writer.seal()
    }
  }

  private func work() throws {
    try PackingWork.run(session, .content) { [source] buffer, writer in
      // The head's content is only read in pages' readers; here bytes stay as they are stored.
      let reader = ChunkReader(source.objects, source.index, stored: buffer, plain: buffer)
      return { [self] in
        guard let batch = try gather(reader) else { return .done }
        try move(batch, reader, writer)
        return .more
      }
    }
  }

  private func next() throws(StoreError) -> [Item] {
    guard !isAborted.withLock({ $0 }) else { return [] }
    return try walking.withLock { (walking) throws(StoreError) in
      var items: [Item] = []
      var logical: Int64 = 0
      while items.count < Self.steps.count, logical < Self.steps.bytes, let step = walking.next() {
        switch step {
        case .page(let id): items.append(Item(id: id, logical: 0))
        case .chunk(let entry, _):
          items.append(Item(id: entry.id, logical: entry.length))
          logical += entry.length
        case .hole(_, let length), .same(_, let length): meter.add(logical: length)
        case .broken(let error, _, _): throw error
        }
      }
      return items
    }
  }

  /// Takes the next part of the work: enough that small chunks share a pack, little enough that all threads have some.
  private func gather(_ reader: ChunkReader) throws(StoreError) -> [Move]? {
    var batch: [Move] = []
    var (stored, logical) = (0, Int64(0))
    while batch.count < Self.batch.count, stored < Self.batch.stored, logical < Self.batch.logical {
      let items = try next()
      if items.isEmpty { return batch.isEmpty ? nil : batch }
      for move in try missing(of: items, reader) {
        batch.append(move)
        stored += move.place.chunk.storedLength
        logical += move.item.logical
      }
    }
    return batch
  }

  /// What of the items is neither here nor in another worker's hands, and where it lies in the source.
  private func missing(of items: [Item], _ reader: ChunkReader) throws(StoreError) -> [Move] {
    var missing: [Move] = []
    for item in items {
      guard try session.claim(item.id) else {
        meter.add(logical: item.logical)
        continue
      }
      guard let place = try reader.places(of: item.id).first else { throw .missing(object: "chunk \(item.id)") }
      missing.append((item, place))
    }
    return missing
  }

  private func move(_ batch: [Move], _ reader: ChunkReader, _ writer: PackWriter) throws {
    let missing = batch.sorted { ($0.place.pack, $0.place.chunk.offset) < ($1.place.pack, $1.place.chunk.offset) }
    var paid = 0
    for (number, (item, place)) in missing.enumerated() {
      guard !isAborted.withLock({ $0 }) else { return }
      if number == paid {
        let lot = Self.lot(missing[number...].map(\.place.chunk.storedLength))
        try pay(lot.bytes, writer)
        paid += lot.count
      }
      try move(item, place, reader, writer)
      meter.add(logical: item.logical, crossed: place.chunk.storedLength)
      try observer.checkpoint()
    }
  }

  /// Bytes that are paid for at once: enough that small chunks share a pack, few enough that slow links move evenly.
  private static let lot = 1 << 20

  /// How many of the next chunks are paid for at once; a large one stands alone.
  private static func lot(_ lengths: [Int]) -> (count: Int, bytes: Int) {
    var (count, bytes) = (0, 0)
    for length in lengths {
      if count > 0, bytes + length > Self.lot { break }
      (count, bytes) = (count + 1, bytes + length)
    }
    return (count, bytes)
  }

  /// Waits until so many bytes may cross; whoever has to wait holds no pack, no memory and no seat meanwhile, so that
  /// a slow link keeps nobody else from working.
  private func pay(_ bytes: Int, _ writer: PackWriter) throws {
    var stands = false
    defer { if stands { WorkSeats.shared.take() } }
    try observer.pace(bytes) {
      try writer.seal()
      writer.forget()
      WorkSeats.shared.giveBack()
      stands = true
    }
  }

  private func move(_ item: Item, _ place: IndexEntry, _ reader: ChunkReader, _ writer: PackWriter) throws(StoreError) {
    let length = max(place.chunk.contentLength, place.chunk.storedLength)
    try writer.makeRoom(place.chunk.storedLength)
    do throws(StoreError) {
      try writer.add(stored: try reader.stored(at: place), as: place.chunk)
    } catch let first {
      // Another copy of the chunk may be intact; room is made for the longest form it can have.
      try writer.makeRoom(min(length, Limits.chunk))
      do throws(StoreError) {
        let (other, bytes) = try reader.stored(item.id)
        try writer.add(stored: bytes, as: other.chunk)
      } catch {
        throw first
      }
    }
  }
}
