/// Builds the page tree of one stream of a tree; pages end where names of chunks say, so an insertion changes few pages.
struct TreePages {
  /// A page may end from so many entries on, behind one chunk in 64.
  private static let shortest = 32
  private static let mask: UInt64 = 63

  private var levels: [[PageEntry]] = [[]]
  private var length: Int64 = 0

  /// Adds the next chunk or hole; gives back pages that are complete.
  mutating func add(_ entry: PageEntry) throws(StoreError) -> [[UInt8]] {
    var pages: [[UInt8]] = []
    length += entry.length
    try push(entry, level: 0, &pages)
    return pages
  }

  /// Ends the stream; gives back the last pages and where the stream begins.
  mutating func finish() throws(StoreError) -> (pages: [[UInt8]], stream: TreeHead.Stream) {
    var pages: [[UInt8]] = []
    var level = 0
    while level < levels.count - 1 {
      if !levels[level].isEmpty { try close(level, &pages) }
      level += 1
    }
    let entries = levels[level]
    if entries.allSatisfy(\.isHole) { return (pages, TreeHead.Stream(root: .hole, level: 0, length: length)) }
    let root = ManifestPage(level: level, entries: entries).bytes
    pages.append(root)
    return (pages, TreeHead.Stream(root: ContentHash.of(root), level: level, length: length))
  }

  private mutating func push(_ entry: PageEntry, level: Int, _ pages: inout [[UInt8]]) throws(StoreError) {
    guard level <= Limits.levels, length <= Limits.disk else { throw .tooLarge(path: "The tree", size: length) }
    if level == levels.count { levels.append([]) }
    // A full page is closed when the next entry comes, so that a root is never the only entry of another page.
    if let last = levels[level].last, ends(last, count: levels[level].count) { try close(level, &pages) }
    levels[level].append(entry)
  }

  private func ends(_ last: PageEntry, count: Int) -> Bool {
    count == Limits.fanOut || (count >= Self.shortest && !last.isHole && last.id.prefix & Self.mask == 0)
  }

  private mutating func close(_ level: Int, _ pages: inout [[UInt8]]) throws(StoreError) {
    let page = ManifestPage(level: level, entries: levels[level])
    levels[level] = []
    guard !page.entries.allSatisfy(\.isHole) else {
      return try push(PageEntry(id: .hole, length: page.length), level: level + 1, &pages)
    }
    let bytes = page.bytes
    pages.append(bytes)
    try push(PageEntry(id: ContentHash.of(bytes), length: page.length), level: level + 1, &pages)
  }
}
