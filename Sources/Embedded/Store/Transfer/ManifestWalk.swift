/// Goes through a disk's manifest in order, skipping what a base tree has at the same place.
struct ManifestWalk {
  /// What the walk meets.
  enum Step: Hashable, Sendable {
    /// A page that the base has not.
    case page(ContentHash)
    /// A chunk at a logical offset.
    case chunk(PageEntry, offset: Int64)
    /// Zeros that are stored nowhere.
    case hole(offset: Int64, length: Int64)
    /// A part that the base has as well.
    case same(offset: Int64, length: Int64)
    /// A page that cannot be read, and what lies below it.
    case broken(StoreError, page: ContentHash, length: Int64)
  }

  private struct Level {
    var page: ManifestPage
    var base: ManifestPage?
    var next = 0
  }

  private var pending: (entry: PageEntry, level: Int, base: ContentHash?)?
  private var stack: [Level] = []
  private var offset: Int64 = 0
  private var known: Set<ContentHash> = []

  /// Begins at the head's root; `base` counts only where it has the same height.
  init(_ head: ManifestHead, base: ManifestHead? = nil) {
    let comparable = base.flatMap { $0.level == head.level && $0.size == head.size ? $0.root : nil }
    pending = (PageEntry(id: head.root, length: head.size), head.level, comparable)
  }

  /// Begins at the root of one stream of a tree; pages that are `known` count as the base's, wherever they stand.
  init(_ stream: TreeHead.Stream, known: Set<ContentHash> = []) {
    if stream.length > 0 { pending = (PageEntry(id: stream.root, length: stream.length), stream.level, nil) }
    self.known = known
  }

  /// The next step; nil at the end.
  mutating func next(_ reader: ChunkReader, base baseReader: ChunkReader? = nil) -> Step? {
    if let (entry, level, base) = pending {
      pending = nil
      return enter(entry, level: level, base: base, reader, baseReader)
    }
    while let top = stack.last {
      guard top.next < top.page.entries.count else {
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let entry = top.page.entries[top.next]
      if entry.isHole { return skipHole(in: top) }
      let other = top.base.flatMap { $0.entries.indices.contains(top.next) ? $0.entries[top.next] : nil }
      if top.page.level > 0 {
        let base = other?.length == entry.length ? other?.id : nil
        return enter(entry, level: top.page.level - 1, base: base, reader, baseReader)
      }
      defer { offset += entry.length }
      return other == entry ? .same(offset: offset, length: entry.length) : .chunk(entry, offset: offset)
    }
    return nil
  }

  /// All holes that follow each other in a page, as one.
  private mutating func skipHole(in top: Level) -> Step {
    var length: Int64 = 0
    var next = top.next
    while next < top.page.entries.count, top.page.entries[next].isHole {
      length += top.page.entries[next].length
      next += 1
    }
    stack[stack.count - 1].next = next
    defer { offset += length }
    return .hole(offset: offset, length: length)
  }

  private mutating func enter(
    _ entry: PageEntry, level: Int, base: ContentHash?, _ reader: ChunkReader, _ baseReader: ChunkReader?
  ) -> Step {
    if entry.isHole {
      defer { offset += entry.length }
      return .hole(offset: offset, length: entry.length)
    }
    if entry.id == base || known.contains(entry.id) {
      defer { offset += entry.length }
      return .same(offset: offset, length: entry.length)
    }
    var other: ManifestPage?
    // A base that cannot be read only means that nothing is skipped.
    if let base, base != .hole, let baseReader {
      other = try? baseReader.page(base, level: level, length: entry.length)
    }
    do throws(StoreError) {
      stack.append(Level(page: try reader.page(entry.id, level: level, length: entry.length), base: other))
      return .page(entry.id)
    } catch {
      offset += entry.length
      return .broken(error, page: entry.id, length: entry.length)
    }
  }
}
