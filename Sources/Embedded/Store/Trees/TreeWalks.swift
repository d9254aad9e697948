/// Begins walks over the two streams of a tree.
enum TreeWalks {
  /// Trees of the destination that are taken as a base.
  private static let candidates = 4

  /// Walks over both streams.
  static func all(_ tree: StoredTree, in store: RegionStore) throws(StoreError) -> [ManifestWalk] {
    let head = try ChunkReader.forPages(store.objects, store.index).treeHead(of: tree)
    return [ManifestWalk(head.content), ManifestWalk(head.entries)]
  }

  /// Walks over what `target` may lack: pages that one of its published trees of the name has are passed over.
  static func missing(
    _ tree: StoredTree, from source: RegionStore, to target: RegionStore
  ) throws(StoreError) -> [ManifestWalk] {
    let head = try ChunkReader.forPages(source.objects, source.index).treeHead(of: tree)
    let reader = ChunkReader.forPages(target.objects, target.index)
    var known: Set<ContentHash> = []
    for other in target.publishedTrees(named: tree.name).prefix(candidates) {
      // A tree that cannot be read is no base, and no reason to fail.
      guard let base = try? reader.treeHead(of: other) else { continue }
      collect(base.content, reader, &known)
      collect(base.entries, reader, &known)
    }
    return [ManifestWalk(head.content, known: known), ManifestWalk(head.entries, known: known)]
  }

  /// Adds the names of all pages: the lowest ones, which are by far the most, are named by those above and not read.
  private static func collect(_ stream: TreeHead.Stream, _ reader: ChunkReader, _ known: inout Set<ContentHash>) {
    guard stream.root != .hole, known.insert(stream.root).inserted, stream.level > 0 else { return }
    var open = [(PageEntry(id: stream.root, length: stream.length), stream.level)]
    while let (entry, level) = open.popLast() {
      guard let page = try? reader.page(entry.id, level: level, length: entry.length) else {
        known.remove(entry.id)
        continue
      }
      for below in page.entries where !below.isHole && known.insert(below.id).inserted && level > 1 {
        open.append((below, level - 1))
      }
    }
  }
}
