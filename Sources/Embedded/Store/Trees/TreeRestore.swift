import Foundation
import Replication
import Synchronization

/// Writes a tree out beneath one folder: verified chunk by chunk, links and folders' times last.
final class TreeRestore: Sendable {
  private let tree: StoredTree
  private let store: RegionStore
  private let target: TreeTarget
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let maker: TreeMaker
  private let planning: Mutex<TreePlan>
  private let isAborted = Mutex(false)

  init(
    _ tree: StoredTree, of store: RegionStore, to target: TreeTarget, isPrivileged: Bool,
    observer: any TransferObserver
  ) throws(StoreError) {
    self.tree = tree
    self.store = store
    self.target = target
    self.observer = observer
    meter = ProgressMeter(observer, phase: .writing, total: tree.size)
    maker = TreeMaker(isPrivileged: isPrivileged)
    planning = Mutex(try TreePlan(tree, of: store, into: target.root, maker: maker))
  }

  /// Writes all of it; gives back what was left out.
  func run() throws -> TreeOutcome {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        isAborted.withLock { $0 = true }
        throw error
      }
    }
    meter.enter(.verifying)
    try WorkerGroup.run(1) { [self] in try complete() }
    return maker.result
  }

  private func work() throws {
    let reader = ChunkReader(
      store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    while true {
      WorkSeats.shared.letOthersPass(reader.forget)
      guard !isAborted.withLock({ $0 }),
        let work = try planning.withLock({ (plan) throws(StoreError) in try plan.next() })
      else { return }
      let content = try work.chunk.map { chunk throws(StoreError) in
        try reader.content(chunk.id, length: Int(chunk.length))
      }
      var position = Int(work.start)
      for part in work.parts {
        let bytes = part.length > 0 ? content?.part(position, Int(part.length)) : nil
        try part.file.put(bytes, length: part.length, at: part.offset)
        if content != nil { position += Int(part.length) }
        meter.add(logical: part.length, crossed: bytes?.count ?? 0)
      }
      try observer.checkpoint()
    }
  }

  /// Goes through the entries once more: hard links, and what making them would have changed on folders.
  private func complete() throws {
    let pages = ChunkReader.forPages(store.objects, store.index)
    let chunks = ChunkReader(store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    var reader = TreeReader(try pages.treeHead(of: tree), manifest: tree.manifest)
    var open: [(folder: TreeFolder, entry: TreeEntry)] = []
    while let entry = try reader.next(pages, chunks) {
      while open.count > entry.depth, let left = open.popLast() { try leave(left.folder, left.entry) }
      switch entry.kind {
      case .folder:
        guard let parent = open.last?.folder else {
          open.append((target.root, entry))
          continue
        }
        guard let folder = parent.folder(entry.name) else {
          throw TreeTarget.failure("open", TreePath.text(parent.place(of: entry.name)), errno)
        }
        open.append((folder, entry))
      case .hardLink:
        if let parent = open.last?.folder { try maker.link(entry, in: parent, root: target.root) }
        try observer.checkpoint()
      default: break
      }
    }
    while let left = open.popLast() { try leave(left.folder, left.entry) }
  }

  private func leave(_ folder: TreeFolder, _ entry: TreeEntry) throws(StoreError) {
    try maker.dress(entry, open: folder.descriptor, place: folder.path)
  }
}
