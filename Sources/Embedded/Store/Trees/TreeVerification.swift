import Synchronization

/// Reads and hashes everything that one tree names, and reads its entries.
enum TreeVerification {
  /// Every problem found; errors other than damage are thrown.
  static func run(
    _ tree: StoredTree, of store: RegionStore, observer: any TransferObserver, meter: ProgressMeter
  ) throws -> [StoreProblem] {
    var problems: [StoreProblem] = []
    for walk in try TreeWalks.all(tree, in: store) {
      problems += try Verification(walk, of: store, observer: observer, meter: meter).run()
    }
    // Chunks that are intact may still say what is impossible; nobody would find out before a restore.
    guard problems.isEmpty else { return problems }
    let found = ResultBox<StoreError>()
    try WorkerGroup.run(1) {
      do throws(StoreError) {
        try entries(tree, of: store)
      } catch {
        found.put(error)
      }
    }
    if let error = found.take() {
      problems.append(
        StoreProblem(object: "manifest \(tree.manifest)", backup: nil, chunk: tree.manifest.description, error))
    }
    return problems
  }

  private static func entries(_ tree: StoredTree, of store: RegionStore) throws(StoreError) {
    let pages = ChunkReader.forPages(store.objects, store.index)
    let chunks = ChunkReader(store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    var reader = TreeReader(try pages.treeHead(of: tree), manifest: tree.manifest)
    while try reader.next(pages, chunks) != nil {}
  }
}
