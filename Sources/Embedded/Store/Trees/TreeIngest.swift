import Foundation
import Replication
import Synchronization

/// Reads a tree into a store: one thread at a time walks it, all of them read, hash and store what it finds.
final class TreeIngest: Sendable {
  private struct Numbered {
    var scan: TreeScan
    var number = 0
  }

  private struct Streams {
    var content = TreePages()
    var entries = TreePages()
  }

  private let name: String
  private let session: WriteSession
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let turn = Turnstile()
  private let walking: Mutex<Numbered>
  private let streams = Mutex(Streams())

  init(
    _ input: TreeInput, session: WriteSession, observer: any TransferObserver, meter: ProgressMeter
  ) throws(StoreError) {
    name = input.name
    self.session = session
    self.observer = observer
    self.meter = meter
    walking = Mutex(Numbered(scan: try TreeScan(input)))
  }

  /// Reads all of it; gives back what a backup is to name.
  func run() throws -> StoredTree {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        turn.abort()
        throw error
      }
    }
    let finished = ResultBox<StoredTree>()
    try WorkerGroup.run(1) { [self] in finished.put(try finish()) }
    guard let result = finished.take() else { throw TransferStopped.cancelled }
    return result
  }

  private func work() throws {
    let buffer = ChunkReader.buffer()
    let writer = PackWriter(session: session, proof: .stored, scratch: buffer)
    do {
      while true {
        // Before a piece is taken: pieces pass the turnstile in order, so whoever has one must not wait for a seat.
        if writer.isEmpty { WorkSeats.shared.letOthersPass(writer.forget) }
        guard let (number, piece) = try next() else { break }
        guard try take(piece, number, buffer, writer) else { return }
        try observer.checkpoint()
      }
    } catch let stop as TransferStopped {
      try writer.seal()
      throw stop
    }
    try writer.seal()
  }

  private func next() throws -> (Int, TreePiece)? {
    guard !turn.isAborted else { return nil }
    return try walking.withLock { walking in
      guard let piece = try walking.scan.next() else { return nil }
      defer { walking.number += 1 }
      return (walking.number, piece)
    }
  }

  /// Deals with one piece; false when the work was aborted elsewhere.
  private func take(
    _ piece: TreePiece, _ number: Int, _ buffer: AlignedBuffer, _ writer: PackWriter
  ) throws -> Bool {
    var content: UnsafeRawBufferPointer?
    let length: Int64
    var isEntries = false
    switch piece {
    case .files(let files, let bytes):
      length = Int64(bytes)
      content = try read(files, into: buffer, length: bytes)
    case .part(let file, let offset, let bytes):
      length = Int64(bytes)
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<bytes])
      try file.reading { descriptor in try file.read(descriptor, at: offset, into: room) }
      content = buffer.prefix(bytes)
    case .hole(let bytes):
      length = bytes
    case .entries(let bytes):
      length = Int64(bytes.count)
      isEntries = true
      bytes.withUnsafeBytes { buffer.bytes.put($0, at: 0) }
      content = buffer.prefix(bytes.count)
    }
    if !isEntries, let bytes = content, bytes.isZero { content = nil }
    return try store(content, length: length, number, isEntries: isEntries, writer)
  }

  private func read(
    _ files: [TreeFile], into buffer: AlignedBuffer, length: Int
  ) throws -> UnsafeRawBufferPointer {
    var offset = 0
    for file in files {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[offset..<(offset + Int(file.size))])
      try file.reading { descriptor in try file.read(descriptor, at: 0, into: room) }
      offset += Int(file.size)
    }
    return buffer.prefix(length)
  }

  private func store(
    _ content: UnsafeRawBufferPointer?, length: Int64, _ number: Int, isEntries: Bool, _ writer: PackWriter
  ) throws -> Bool {
    let id = content.map { ContentHash.of($0) } ?? .hole
    guard turn.wait(for: number) else { return false }
    let pages = try streams.withLock { (streams) throws(StoreError) in
      let entry = PageEntry(id: id, length: length)
      return isEntries ? try streams.entries.add(entry) : try streams.content.add(entry)
    }
    turn.pass()
    var crossed = 0
    if let content, try session.claim(id) { crossed += try writer.add(content, id: id, kind: .content) }
    for page in pages { crossed += try store(page, .page, writer) }
    meter.add(logical: isEntries ? 0 : length, crossed: crossed)
    return true
  }

  private func finish() throws -> StoredTree {
    let writer = PackWriter(session: session, proof: .stored, scratch: ChunkReader.buffer())
    let (content, entries) = try streams.withLock { (streams) throws(StoreError) in
      (try streams.content.finish(), try streams.entries.finish())
    }
    let count = walking.withLock { $0.scan.count }
    for page in content.pages + entries.pages { _ = try store(page, .page, writer) }
    let head = TreeHead(content: content.stream, entries: entries.stream, count: count).bytes
    _ = try store(head, .manifest, writer)
    try writer.seal()
    return StoredTree(name: name, size: content.stream.length, entries: count, manifest: ContentHash.of(head))
  }

  /// Stores a page or head unless it is there; gives back the stored length.
  private func store(_ bytes: [UInt8], _ kind: ChunkKind, _ writer: PackWriter) throws(StoreError) -> Int {
    let id = ContentHash.of(bytes)
    guard try session.claim(id) else { return 0 }
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(StoreError) in try writer.add(buffer, id: id, kind: kind) }
    }
    return try result.get()
  }
}
