/// Reads chunks, pages and heads for one thread; nothing unverified leaves it.
final class ChunkReader {
  private let objects: any ObjectStore
  private let index: ChunkIndex
  private let stored: AlignedBuffer
  private let plain: AlignedBuffer
  private let decompressor = Decompressor()

  /// `stored` and `plain` each hold a chunk and two blocks; they are overwritten by every read.
  init(_ objects: any ObjectStore, _ index: ChunkIndex, stored: AlignedBuffer, plain: AlignedBuffer) {
    self.objects = objects
    self.index = index
    self.stored = stored
    self.plain = plain
  }

  /// A buffer large enough for any chunk.
  static func buffer() -> AlignedBuffer { AlignedBuffer(capacity: Limits.chunk + 2 * AlignedBuffer.alignment) }

  /// A reader of pages and heads, which are small.
  static func forPages(_ objects: any ObjectStore, _ index: ChunkIndex) -> ChunkReader {
    let room = ManifestPage.largest + 2 * AlignedBuffer.alignment
    return ChunkReader(objects, index, stored: AlignedBuffer(capacity: room), plain: AlignedBuffer(capacity: room))
  }

  /// Gives the memory of the last read back to the kernel until the next one.
  func forget() {
    stored.forget()
    plain.forget()
  }

  /// Every place of a chunk; looks again at the list of index objects before it says there is none.
  func places(of id: ContentHash) throws(StoreError) -> [IndexEntry] {
    let places = try index.find(id)
    if !places.isEmpty { return places }
    try index.refresh()
    return try index.find(id)
  }

  /// The stored bytes at one place, with their hash checked.
  func stored(at place: IndexEntry) throws(StoreError) -> UnsafeRawBufferPointer {
    let bytes = try objects.read(
      PackLayout.name(place.pack), at: Int64(place.chunk.offset), length: place.chunk.storedLength, into: stored,
      fromDevice: true)
    try PackProof.check(bytes, place.chunk, in: place.pack, content: nil)
    return bytes
  }

  /// The stored bytes of a chunk from the first place that is intact.
  func stored(_ id: ContentHash) throws(StoreError) -> (place: IndexEntry, bytes: UnsafeRawBufferPointer) {
    try firstIntact(id) { place throws(StoreError) in (place, try stored(at: place)) }
  }

  /// The content of a chunk of `length` bytes, checked against its name.
  func content(_ id: ContentHash, length: Int? = nil) throws(StoreError) -> UnsafeRawBufferPointer {
    try firstIntact(id) { place throws(StoreError) in
      func damaged(_ reason: String) -> StoreError {
        .damaged(object: PackLayout.name(place.pack), chunk: id.description, reason: reason)
      }
      if let length, length != place.chunk.contentLength {
        throw damaged("it has another length than its manifest says")
      }
      let bytes = try stored(at: place)
      guard place.chunk.encoding == .zstd else { return bytes }
      guard
        let content = decompressor?.decompress(bytes, into: plain.bytes, length: place.chunk.contentLength),
        ContentHash.of(content) == id
      else { throw damaged("its content does not match its name") }
      return content
    }
  }

  /// The head of a disk's manifest.
  func head(_ id: ContentHash) throws(StoreError) -> ManifestHead {
    guard let head = ManifestHead(try content(id, length: ManifestHead.length)) else {
      throw .damaged(object: "manifest \(id)", chunk: id.description, reason: "it is no head of a disk's manifest")
    }
    return head
  }

  /// A page of a manifest.
  func page(_ id: ContentHash, level: Int, length: Int64) throws(StoreError) -> ManifestPage {
    guard let page = ManifestPage(try content(id), level: level, length: length) else {
      throw .damaged(object: "manifest page \(id)", chunk: id.description, reason: "it does not fit its place")
    }
    return page
  }

  private func firstIntact<Value>(
    _ id: ContentHash, _ body: (IndexEntry) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    var problem = StoreError.missing(object: "chunk \(id)")
    for attempt in 0..<2 {
      var isGone = false
      for place in try places(of: id) {
        do throws(StoreError) {
          return try body(place)
        } catch {
          if case .missing = error { isGone = true }
          problem = error
        }
      }
      // A pack that is gone may have been rewritten; the index then names the new one.
      guard isGone, attempt == 0 else { break }
      try index.refresh()
    }
    throw problem
  }
}
