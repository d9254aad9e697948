/// Reads a tree's entries in their order; what a manifest says is checked before anybody acts on it.
struct TreeReader {
  private let manifest: ContentHash
  private let head: TreeHead
  private var walk: ManifestWalk
  private var chunk: [UInt8] = []
  private var position = 0
  private var order = TreeOrder()
  private var count: Int64 = 0
  private var size: Int64 = 0

  init(_ head: TreeHead, manifest: ContentHash) {
    self.head = head
    self.manifest = manifest
    walk = ManifestWalk(head.entries)
  }

  /// The next entry; nil at the end, when everything adds up to what the head says.
  mutating func next(_ pages: ChunkReader, _ chunks: ChunkReader) throws(StoreError) -> TreeEntry? {
    while position == chunk.count {
      guard try read(pages, chunks) else {
        guard count == head.count, size == head.content.length else { throw damaged("its entries are not complete") }
        return nil
      }
    }
    let entry = chunk.withUnsafeBytes { TreeEntry($0, at: position) }
    guard let entry else { throw damaged("an entry is not possible") }
    guard order.take(entry) else { throw damaged("an entry stands where it cannot be") }
    position += entry.length
    count += 1
    if entry.kind == .file { size += Int64(entry.size) }
    guard count <= head.count, size <= head.content.length else { throw damaged("it has more than its head says") }
    return entry
  }

  private mutating func read(_ pages: ChunkReader, _ chunks: ChunkReader) throws(StoreError) -> Bool {
    while let step = walk.next(pages) {
      switch step {
      case .chunk(let entry, _):
        chunk = Array(try chunks.content(entry.id, length: Int(entry.length)))
        position = 0
        return true
      case .broken(let error, _, _): throw error
      case .hole: throw damaged("its entries have a hole")
      case .page, .same: continue
      }
    }
    return false
  }

  private func damaged(_ reason: String) -> StoreError {
    .damaged(object: "manifest \(manifest)", chunk: nil, reason: reason)
  }
}
