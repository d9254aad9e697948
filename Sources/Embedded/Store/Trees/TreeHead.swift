/// The head of a tree's manifest: 144 bytes whose hash names the tree.
struct TreeHead: Hashable, Sendable {
  private static let magic = Array("FSMF".utf8)

  /// One of the two streams of a tree.
  struct Stream: Hashable, Sendable {
    /// The root page, or a hole for a stream of zeros or of nothing.
    var root: ContentHash
    /// The root page's height above the chunks.
    var level: Int
    /// Bytes of the stream.
    var length: Int64
  }

  /// The contents of the files, one after the other.
  var content: Stream
  /// The entries.
  var entries: Stream
  /// How many entries there are, the root counted.
  var count: Int64

  /// Makes a head.
  init(content: Stream, entries: Stream, count: Int64) {
    self.content = content
    self.entries = entries
    self.count = count
  }

  /// The bytes that are hashed and stored.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: ManifestHead.length)
    bytes.withUnsafeMutableBytes { target in
      target.copyBytes(from: Self.magic)
      target.put(Limits.version, at: 4)
      target[6] = 1
      target[7] = UInt8(content.level)
      target.put(UInt64(content.length), at: 8)
      target.put(UInt32(Limits.chunk), at: 16)
      target.put(UInt16(Limits.fanOut), at: 20)
      target.put(UInt64(count), at: 24)
      content.root.store(to: target, at: 64)
      entries.root.store(to: target, at: 96)
      target.put(UInt64(entries.length), at: 128)
      target[136] = UInt8(entries.level)
    }
    return bytes
  }

  /// Reads a tree's head; nil when it is none that this version knows.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == ManifestHead.length, bytes.part(0, 4).elementsEqual(Self.magic),
      bytes.little(UInt16.self, at: 4) == Limits.version, bytes[6] == 1,
      bytes.little(UInt32.self, at: 16) == UInt32(Limits.chunk),
      bytes.little(UInt16.self, at: 20) == UInt16(Limits.fanOut), bytes.little(UInt16.self, at: 22) == 0,
      bytes.part(32, 32).isZero, bytes.part(137, 7).isZero
    else { return nil }
    guard
      let content = Self.stream(bytes, root: 64, length: 8, level: 7, atLeast: 0),
      let entries = Self.stream(bytes, root: 96, length: 128, level: 136, atLeast: Int64(TreeEntry.head)),
      entries.root != .hole
    else { return nil }
    let count = bytes.little(UInt64.self, at: 24)
    guard count >= 1, count <= UInt64(entries.length) / UInt64(TreeEntry.head) else { return nil }
    self.init(content: content, entries: entries, count: Int64(count))
  }

  private static func stream(
    _ bytes: UnsafeRawBufferPointer, root: Int, length: Int, level: Int, atLeast: Int64
  ) -> Stream? {
    let stream = Stream(
      root: ContentHash(bytes, at: root), level: Int(bytes[level]),
      length: Int64(clamping: bytes.little(UInt64.self, at: length)))
    guard (atLeast...Limits.disk).contains(stream.length), stream.level <= Limits.levels else { return nil }
    return stream.length > 0 || stream.root == .hole ? stream : nil
  }
}

extension ChunkReader {
  /// The head of a tree's manifest.
  func treeHead(of tree: StoredTree) throws(StoreError) -> TreeHead {
    guard let head = TreeHead(try content(tree.manifest, length: ManifestHead.length)) else {
      throw .damaged(
        object: "manifest \(tree.manifest)", chunk: tree.manifest.description,
        reason: "it is no head of a tree's manifest")
    }
    guard head.content.length == tree.size, head.count == tree.entries else {
      throw .damaged(
        object: "manifest \(tree.manifest)", chunk: tree.manifest.description,
        reason: "it does not have the size and the entries that its backup says")
    }
    return head
  }
}
