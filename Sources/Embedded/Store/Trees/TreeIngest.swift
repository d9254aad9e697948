import Foundation
import Replication
import Synchronization

/// Reads a tree into a store: one thread at a time walks it, all of them read, hash and store what it finds.
final class TreeIngest: Sendable {
  private struct Numbered {
    var scan: TreeScan
    var number = 0
  }

  /// Small files that a worker has open at once.
  private static let ahead = 32

  private let input: TreeInput
  private let session: WriteSession
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let turn = Turnstile()
  private let walking: Mutex<Numbered>
  private let assembly = Mutex(TreeAssembly())

  init(
    _ input: TreeInput, session: WriteSession, observer: any TransferObserver, meter: ProgressMeter
  ) throws(StoreError) {
    self.input = input
    self.session = session
    self.observer = observer
    self.meter = meter
    walking = Mutex(Numbered(scan: try TreeScan(input)))
  }

  /// Reads all of it; gives back what a backup is to name, and what did not keep still.
  func run() throws -> (tree: StoredTree, report: ReadingReport) {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        turn.abort()
        throw error
      }
    }
    let finished = ResultBox<StoredTree>()
    try WorkerGroup.run(1) { [self] in finished.put(try finish()) }
    guard let result = finished.take() else { throw TransferStopped.cancelled }
    let (listed, read) = (walking.withLock { $0.scan.report }, assembly.withLock { $0.report })
    return (result, listed.joined(with: read))
  }

  private func work() throws {
    try PackingWork.run(session, .stored) { buffer, writer in
      { [self] in
        guard let (number, piece) = try next() else { return .done }
        guard try take(piece, number, buffer, writer) else { return .abandoned }
        try observer.checkpoint()
        return .more
      }
    }
  }

  private func next() throws(StoreError) -> (Int, TreePiece)? {
    guard !turn.isAborted else { return nil }
    return try walking.withLock { (walking) throws(StoreError) in
      guard let piece = try walking.scan.next() else { return nil }
      defer { walking.number += 1 }
      return (walking.number, piece)
    }
  }

  /// Deals with one piece; false when the work was aborted elsewhere.
  private func take(
    _ piece: TreePiece, _ number: Int, _ buffer: AlignedBuffer, _ writer: PackWriter
  ) throws -> Bool {
    let (fates, length) =
      try piece.part.map { part throws(StoreError) in try read(part, into: buffer) }
      ?? read(piece.items, into: buffer)
    var content: UnsafeRawBufferPointer?
    if length > 0, piece.part?.isHole != true {
      let bytes = buffer.prefix(Int(length))
      content = bytes.isZero ? nil : bytes
    }
    let id = content.map { ContentHash.of($0) } ?? .hole
    guard turn.wait(for: number) else { return false }
    let (isWanted, stored) = try assembly.withLock { (assembly) throws(StoreError) in
      try assembly.take(piece, fates, id: id, length: length)
    }
    turn.pass()
    var crossed = 0
    if isWanted, let content, try session.claim(id) { crossed += try writer.add(content, id: id, kind: .content) }
    for other in stored { crossed += try store(other.bytes, other.kind, writer) }
    meter.add(logical: piece.length, crossed: crossed)
    return true
  }

  private func read(
    _ items: [TreePiece.Item], into buffer: AlignedBuffer
  ) throws(StoreError) -> ([TreeAssembly.Fate], Int64) {
    var fates: [TreeAssembly.Fate] = []
    var offset = 0
    var files = items.compactMap(\.file)[...]
    while !files.isEmpty {
      let some = files.prefix(Self.ahead)
      files = files.dropFirst(Self.ahead)
      // The device is told of all of them before the first is waited for.
      var opened = some.map { $0.openAhead() }
      for (number, file) in some.enumerated() {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[offset..<(offset + Int(file.size))])
        let fate = try read(file, opened[number], into: room)
        opened[number] = nil
        fates.append(fate.fate)
        offset += fate.length
      }
    }
    return (fates, Int64(offset))
  }

  private func read(
    _ file: TreeFile, _ opened: TreeOpenFile?, into room: UnsafeMutableRawBufferPointer
  ) throws(StoreError) -> (fate: TreeAssembly.Fate, length: Int) {
    guard let open = opened ?? file.open() else {
      guard TreeFile.isGone(errno) else { throw unreadable(file) }
      return (.vanished, 0)
    }
    guard let got = open.read(at: 0, into: room) else { throw unreadable(file) }
    return (got == room.count && file.isStill(open) ? .whole : .changed(length: Int64(got)), got)
  }

  private func read(
    _ part: TreePiece.Part, into buffer: AlignedBuffer
  ) throws(StoreError) -> ([TreeAssembly.Fate], Int64) {
    var length = part.length
    if !part.isHole {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<Int(length)])
      guard let got = part.open.read(at: part.offset, into: room) else { throw unreadable(part.file) }
      length = Int64(got)
    }
    let isStill = length == part.length && part.file.isStill(part.open)
    return ([isStill ? .whole : .changed(length: length)], length)
  }

  private func unreadable(_ file: TreeFile) -> StoreError {
    let reason = errno
    return .fileUnreadable(path: TreePath.text(input.path, file.place), errno: reason)
  }

  private func finish() throws -> StoredTree {
    try walking.withLock { (walking) throws(StoreError) in try walking.scan.checkRoot() }
    let writer = PackWriter(session: session, proof: .stored, scratch: ChunkReader.buffer())
    let (stored, head) = try assembly.withLock { (assembly) throws(StoreError) in try assembly.finish() }
    for other in stored { _ = try store(other.bytes, other.kind, writer) }
    _ = try store(head.bytes, .manifest, writer)
    try writer.seal()
    return StoredTree(
      name: input.name, size: head.content.length, entries: head.count, manifest: ContentHash.of(head.bytes))
  }

  /// Stores a page, entries or the head unless they are there; gives back the stored length.
  private func store(_ bytes: [UInt8], _ kind: ChunkKind, _ writer: PackWriter) throws(StoreError) -> Int {
    let id = ContentHash.of(bytes)
    guard try session.claim(id) else { return 0 }
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(StoreError) in try writer.add(buffer, id: id, kind: kind) }
    }
    return try result.get()
  }
}
