/// Fills packs for one worker thread: chunks in, verified packs out.
final class PackWriter {
  /// How much is proved when a pack is read back.
  enum Proof: Sendable {
    /// That the device holds what stands in memory, where this process has hashed it.
    case stored
    /// That everything matches its hashes, the content too: the bytes came from another store.
    case content
  }

  /// Bytes that are read back at once to be compared.
  private static let backLength = 1 << 20

  private let session: WriteSession
  private let proof: Proof
  private let pack = AlignedBuffer(capacity: PackLayout.largest + AlignedBuffer.alignment)
  private let scratch: AlignedBuffer
  /// What is read back to be compared stands in memory of its own, since the other buffers hold what it is compared to.
  private let back: AlignedBuffer?
  private let compressor: Compressor?
  private let decompressor = Decompressor()
  private var entries: [ChunkEntry] = []
  private var payload = 0

  /// `scratch` is the worker's chunk buffer; a pack that is read back overwrites it, so make room before filling it.
  init(session: WriteSession, proof: Proof, scratch: AlignedBuffer) {
    self.session = session
    self.proof = proof
    self.scratch = scratch
    back = proof == .stored ? AlignedBuffer(capacity: Self.backLength) : nil
    compressor = proof == .stored ? Compressor() : nil
  }

  /// Whether nothing is in hand.
  var isEmpty: Bool { entries.isEmpty }

  /// Gives the memory of the pack, which must be sealed, back to the kernel until the next chunk comes.
  func forget() {
    pack.forget()
    scratch.forget()
    back?.forget()
  }

  /// Stores content under its name; gives back the stored length.
  func add(_ content: UnsafeRawBufferPointer, id: ContentHash, kind: ChunkKind) throws(StoreError) -> Int {
    try makeRoom(content.count)
    let offset = ObjectHeader.length + payload
    let target = UnsafeMutableRawBufferPointer(rebasing: pack.bytes[offset..<(offset + content.count)])
    if let length = compressor?.compress(content, into: target) {
      let stored = ContentHash.of(pack.prefix(offset + length).part(offset, length))
      note(id, stored, length, content.count, kind, .zstd)
      return length
    }
    pack.bytes.put(content, at: offset)
    note(id, id, content.count, content.count, kind, .raw)
    return content.count
  }

  /// Stores bytes as another store holds them; their stored hash has been checked.
  func add(stored: UnsafeRawBufferPointer, as entry: ChunkEntry) throws(StoreError) {
    try makeRoom(stored.count)
    pack.bytes.put(stored, at: ObjectHeader.length + payload)
    note(entry.id, entry.storedHash, stored.count, entry.contentLength, entry.kind, entry.encoding)
  }

  /// Writes the pack in hand, reads it back from the device, checks it, and gives it its name.
  func seal() throws(StoreError) {
    guard !entries.isEmpty else { return }
    let id = try ObjectID.random(shelf: session.shelf)
    let header = ObjectHeader(
      kind: .pack, count: UInt32(entries.count), bodyLength: UInt64(payload), id: id, session: session.tag)
    let size = PackLayout.seal(pack.bytes, header: header, entries: entries)
    let staged = try session.objects.stage()
    try staged.append(pack.prefix(size))
    let written = entries
    try prove(staged, id, size, written)
    guard try staged.place(as: PackLayout.name(id)) else {
      throw .io(operation: "place", path: PackLayout.name(id), errno: 17)
    }
    entries.removeAll(keepingCapacity: true)
    payload = 0
    try session.noteSealed(written, pack: id, bytes: size)
  }

  private func prove(
    _ staged: any StagedObject, _ id: ObjectID, _ size: Int, _ written: [ChunkEntry]
  ) throws(StoreError) {
    if let back, try staged.isOnDevice(pack.prefix(size), through: back) { return }
    // Where the device gave back something else, the hashes say which chunk it is.
    try PackProof.check(
      try staged.readBack(into: pack), id: id, expecting: written,
      content: proof == .content ? (scratch, decompressor) : nil)
    guard back == nil else {
      throw .damaged(object: PackLayout.name(id), chunk: nil, reason: "the device gave back other bytes once")
    }
  }

  /// Seals the pack in hand unless so many bytes still fit.
  func makeRoom(_ length: Int) throws(StoreError) {
    if payload + length > Limits.packPayload || entries.count == Limits.packEntries { try seal() }
  }

  private func note(
    _ id: ContentHash, _ stored: ContentHash, _ length: Int, _ contentLength: Int, _ kind: ChunkKind,
    _ encoding: Encoding
  ) {
    entries.append(
      ChunkEntry(
        id: id, storedHash: stored, offset: ObjectHeader.length + payload, storedLength: length,
        contentLength: contentLength, kind: kind, encoding: encoding))
    payload += length
  }
}
