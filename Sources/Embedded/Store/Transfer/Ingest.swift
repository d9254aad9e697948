import Foundation
import Replication
import Synchronization

/// Reads one disk into a store: threads read and hash side by side, the manifest grows in order.
final class Ingest: Sendable {
  private struct Piece {
    var number: Int
    var offset: Int64
    var length: Int64
    var isHole: Bool
  }

  private struct Next {
    var number = 0
    var offset: Int64 = 0
  }

  private let source: DiskSource
  private let session: WriteSession
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let turn = Turnstile()
  private let nextPiece = Mutex(Next())
  private let manifest = Mutex(ManifestBuilder())

  init(_ source: DiskSource, session: WriteSession, observer: any TransferObserver, meter: ProgressMeter) {
    self.source = source
    self.session = session
    self.observer = observer
    self.meter = meter
  }

  /// Reads all of it; gives back its manifest's name.
  func run() throws -> ContentHash {
    let pieces = (source.size + Int64(Limits.chunk) - 1) / Int64(Limits.chunk)
    try WorkerGroup.run(Int(min(pieces, Int64(WorkerGroup.threads)))) { [self] in
      do { try work() } catch {
        turn.abort()
        throw error
      }
    }
    try source.checkUnchanged()
    let finished = ResultBox<ContentHash>()
    try WorkerGroup.run(1) { [self] in finished.put(try finish()) }
    guard let result = finished.take() else { throw TransferStopped.cancelled }
    return result
  }

  private func work() throws {
    try PackingWork.run(session, .stored) { buffer, writer in
      { [self] in
        guard let piece = next() else { return .done }
        guard try take(piece, buffer, writer) else { return .abandoned }
        try observer.checkpoint()
        return .more
      }
    }
  }

  private func next() -> Piece? {
    guard !turn.isAborted else { return nil }
    return nextPiece.withLock { next in
      let offset = next.offset
      guard offset < source.size else { return nil }
      let chunk = Int64(Limits.chunk)
      var hole = source.endOfHole(at: offset) - offset
      // Whole chunks of a hole are one piece, however many; the disk's last chunk may be shorter.
      if offset + hole < source.size { hole -= hole % chunk }
      let length = hole > 0 ? hole : min(chunk, source.size - offset)
      defer { next = Next(number: next.number + 1, offset: offset + length) }
      return Piece(number: next.number, offset: offset, length: length, isHole: hole > 0)
    }
  }

  /// Deals with one piece; false when the work was aborted elsewhere.
  private func take(_ piece: Piece, _ buffer: AlignedBuffer, _ writer: PackWriter) throws -> Bool {
    var content: UnsafeRawBufferPointer?
    if !piece.isHole {
      let bytes = try source.read(at: piece.offset, length: Int(piece.length), into: buffer)
      content = bytes.isZero ? nil : bytes
    }
    let id = content.map { ContentHash.of($0) } ?? .hole
    guard turn.wait(for: piece.number) else { return false }
    let pages = manifest.withLock { manifest in
      guard piece.isHole else { return manifest.add(PageEntry(id: id, length: piece.length)) }
      let rest = piece.length % Int64(Limits.chunk)
      let pages = manifest.addHole(chunks: piece.length / Int64(Limits.chunk))
      return rest > 0 ? pages + manifest.add(PageEntry(id: .hole, length: rest)) : pages
    }
    turn.pass()
    var crossed = 0
    if let content, try session.claim(id) { crossed += try writer.add(content, id: id, kind: .content) }
    for page in pages { crossed += try Self.store(page, .page, session, writer) }
    meter.add(logical: piece.length, crossed: crossed)
    return true
  }

  private func finish() throws -> ContentHash {
    let writer = PackWriter(session: session, proof: .stored, scratch: ChunkReader.buffer())
    let last = manifest.withLock { $0.finish(height: ManifestHead.level(size: source.size)) }
    for page in last.pages { _ = try Self.store(page, .page, session, writer) }
    let head = ManifestHead(size: source.size, sha256: nil, root: last.root, openedLive: source.openedLive).bytes
    _ = try Self.store(head, .manifest, session, writer)
    try writer.seal()
    return ContentHash.of(head)
  }

  /// Stores a page or head unless it is there; gives back the stored length.
  private static func store(
    _ bytes: [UInt8], _ kind: ChunkKind, _ session: WriteSession, _ writer: PackWriter
  ) throws(StoreError) -> Int {
    let id = ContentHash.of(bytes)
    guard try session.claim(id) else { return 0 }
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(StoreError) in try writer.add(buffer, id: id, kind: kind) }
    }
    return try result.get()
  }
}
