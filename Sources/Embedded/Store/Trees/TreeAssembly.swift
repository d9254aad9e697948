import Replication

/// Puts the two streams of a tree together from pieces that come in order, as they were really read.
struct TreeAssembly {
  /// What reading the content of a file came to.
  enum Fate: Sendable {
    case whole
    /// It was not what was listed, or did not stay so; this many bytes were read.
    case changed(length: Int64)
    /// It could not be opened any more.
    case vanished
  }

  /// Bytes that are to be stored.
  struct Stored {
    var bytes: [UInt8]
    var kind: ChunkKind
  }

  private var content = TreePages()
  private var entries = TreePages()
  private var stream: [UInt8] = []
  private var partLength: Int64 = 0
  private var hasPartChanged = false
  private var isPartOver = false
  /// First names that are not in the tree although others may rely on them.
  private var lost: Set<[UInt8]> = []
  /// Entries so far.
  private(set) var count: Int64 = 0
  /// What did not keep still.
  private(set) var report = ReadingReport()

  /// Takes the next piece; gives back whether its content counts, and what else is to be stored.
  ///
  /// - Parameters:
  ///   - fates: One for each of the piece's files.
  ///   - id: The name of what was read, or a hole.
  ///   - length: Bytes that were read.
  mutating func take(
    _ piece: TreePiece, _ fates: [Fate], id: ContentHash, length: Int64
  ) throws(StoreError) -> (isWanted: Bool, stored: [Stored]) {
    var stored: [Stored] = []
    let isWanted = length > 0 && !isPartOver
    if isWanted {
      stored += try content.add(PageEntry(id: id, length: length)).map { Stored(bytes: $0, kind: .page) }
    }
    guard let part = piece.part else {
      var fates = fates.makeIterator()
      for item in piece.items { try take(item, item.file == nil ? .whole : fates.next() ?? .whole, &stored) }
      return (isWanted, stored)
    }
    if isWanted { partLength += length }
    if case .changed = fates.first { hasPartChanged = true }
    if length < part.length { isPartOver = true }
    guard part.isLast else { return (isWanted, stored) }
    let fate: Fate = hasPartChanged ? .changed(length: partLength) : .whole
    (partLength, hasPartChanged, isPartOver) = (0, false, false)
    for item in piece.items { try take(item, fate, &stored) }
    return (isWanted, stored)
  }

  /// Ends both streams; gives back the last of what is to be stored and the head.
  mutating func finish() throws(StoreError) -> (stored: [Stored], head: TreeHead) {
    var stored: [Stored] = []
    try endEntries(&stored)
    let (content, entries) = (try content.finish(), try entries.finish())
    stored += (content.pages + entries.pages).map { Stored(bytes: $0, kind: .page) }
    return (stored, TreeHead(content: content.stream, entries: entries.stream, count: count))
  }

  private mutating func take(_ item: TreePiece.Item, _ fate: Fate, _ stored: inout [Stored]) throws(StoreError) {
    var entry = item.entry
    switch fate {
    case .whole: break
    case .changed(let length):
      entry.size = UInt64(length)
      report.changed.note(TreePath.text(item.file?.place ?? entry.name))
    case .vanished:
      guard let file = item.file else { return }
      report.vanished.note(TreePath.text(file.place))
      if file.hasOtherNames { lost.insert(file.place) }
      return
    }
    if entry.kind == .hardLink, lost.contains(entry.target) {
      return report.vanished.note(TreePath.text(entry.name))
    }
    try add(entry, item.draw, &stored)
  }

  private mutating func add(_ entry: TreeEntry, _ draw: UInt64, _ stored: inout [Stored]) throws(StoreError) {
    let length = entry.length
    if stream.count + length > TreeCut.longestEntries { try endEntries(&stored) }
    entry.append(to: &stream)
    count += 1
    if stream.count >= TreeCut.shortestEntries, TreeCut.endsEntries(draw, length: length) { try endEntries(&stored) }
  }

  private mutating func endEntries(_ stored: inout [Stored]) throws(StoreError) {
    guard !stream.isEmpty else { return }
    let chunk = PageEntry(id: ContentHash.of(stream), length: Int64(stream.count))
    stored.append(Stored(bytes: stream, kind: .content))
    stream = []
    stored += try entries.add(chunk).map { Stored(bytes: $0, kind: .page) }
  }
}
