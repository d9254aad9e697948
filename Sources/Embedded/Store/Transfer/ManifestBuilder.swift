/// Builds a disk's page tree from chunks that come in order; holds one page of each level.
struct ManifestBuilder {
  private var levels: [[PageEntry]] = [[]]
  /// Chunks taken so far.
  private var count: Int64 = 0

  /// Adds the next chunk, or a hole of a chunk's length; gives back pages that are complete.
  mutating func add(_ entry: PageEntry) -> [[UInt8]] {
    var pages: [[UInt8]] = []
    push(entry, level: 0, &pages)
    count += 1
    return pages
  }

  /// Adds a hole of so many full chunks, a whole page or more at a time; gives back pages that are complete.
  mutating func addHole(chunks: Int64) -> [[UInt8]] {
    var pages: [[UInt8]] = []
    var left = chunks
    while left > 0 {
      var level = 0
      var span: Int64 = 1
      while left / span >= Int64(Limits.fanOut), count % (span * Int64(Limits.fanOut)) == 0 {
        span *= Int64(Limits.fanOut)
        level += 1
      }
      // Where a hole of several pages begins, what lies before it ends full pages, which are still open.
      for below in 0..<level where below < levels.count && !levels[below].isEmpty { close(below, &pages) }
      push(PageEntry(id: .hole, length: span * Int64(Limits.chunk)), level: level, &pages)
      count += span
      left -= span
    }
    return pages
  }

  /// Ends the tree; gives back the last pages and the root.
  mutating func finish(height: Int) -> (pages: [[UInt8]], root: ContentHash) {
    var pages: [[UInt8]] = []
    var level = 0
    while level < height {
      if level < levels.count, !levels[level].isEmpty { close(level, &pages) }
      level += 1
    }
    let entries = levels[height]
    if entries.allSatisfy(\.isHole) { return (pages, .hole) }
    let root = ManifestPage(level: height, entries: entries).bytes
    pages.append(root)
    return (pages, ContentHash.of(root))
  }

  private mutating func push(_ entry: PageEntry, level: Int, _ pages: inout [[UInt8]]) {
    while levels.count <= level { levels.append([]) }
    // A full page is closed when the next entry comes, so that the root page itself stays open to the end.
    if levels[level].count == Limits.fanOut { close(level, &pages) }
    levels[level].append(entry)
  }

  private mutating func close(_ level: Int, _ pages: inout [[UInt8]]) {
    let page = ManifestPage(level: level, entries: levels[level])
    levels[level] = []
    guard !page.entries.allSatisfy(\.isHole) else {
      push(PageEntry(id: .hole, length: page.length), level: level + 1, &pages)
      return
    }
    let bytes = page.bytes
    pages.append(bytes)
    push(PageEntry(id: ContentHash.of(bytes), length: page.length), level: level + 1, &pages)
  }
}
