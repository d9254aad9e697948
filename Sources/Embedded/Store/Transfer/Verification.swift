import Synchronization

/// Reads and hashes everything that one disk names.
final class Verification: Sendable {
  private struct Walking {
    var walk: ManifestWalk
    let pages: ChunkReader
  }

  private let store: RegionStore
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let walking: Mutex<Walking>
  private let isStopped = Mutex(false)
  private let found = Mutex<[StoreProblem]>([])

  convenience init(
    _ disk: StoredDisk, of store: RegionStore, observer: any TransferObserver, meter: ProgressMeter
  ) throws(StoreError) {
    self.init(
      ManifestWalk(try MissingWalk.head(of: disk, in: store)), of: store, observer: observer, meter: meter)
  }

  /// Verifies what a walk meets.
  init(_ walk: ManifestWalk, of store: RegionStore, observer: any TransferObserver, meter: ProgressMeter) {
    self.store = store
    self.observer = observer
    self.meter = meter
    walking = Mutex(Walking(walk: walk, pages: .forPages(store.objects, store.index)))
  }

  /// Every problem found; errors other than damage are thrown.
  func run() throws -> [StoreProblem] {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        isStopped.withLock { $0 = true }
        throw error
      }
    }
    return found.withLock { $0 }
  }

  private func work() throws {
    let reader = ChunkReader(
      store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    while true {
      WorkSeats.shared.letOthersPass(reader.forget)
      guard let step = next() else { break }
      switch step {
      case .chunk(let entry, _):
        do throws(StoreError) {
          let content = try reader.content(entry.id, length: Int(entry.length))
          meter.add(logical: entry.length, crossed: content.count)
        } catch {
          note(error, chunk: entry.id)
          meter.add(logical: entry.length)
        }
      case .broken(let error, let page, let length):
        note(error, chunk: page)
        meter.add(logical: length)
      case .hole(_, let length), .same(_, let length): meter.add(logical: length)
      case .page: break
      }
      try observer.checkpoint()
    }
  }

  private func next() -> ManifestWalk.Step? {
    guard !isStopped.withLock({ $0 }) else { return nil }
    return walking.withLock { $0.walk.next($0.pages) }
  }

  private func note(_ error: StoreError, chunk: ContentHash) {
    let problem = StoreProblem(object: "chunk \(chunk)", backup: nil, chunk: chunk.description, error)
    found.withLock { $0.append(problem) }
  }
}
