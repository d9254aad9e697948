import CStorage
import Foundation
import Replication
import Synchronization

/// Writes one disk out as a raw, sparse file: verified chunk by chunk and as a whole.
final class Restore: Sendable {
  private struct Walking {
    var walk: ManifestWalk
    let pages: ChunkReader
    var number = 0
  }

  private let disk: StoredDisk
  private let store: RegionStore
  private let target: DiskTarget
  private let observer: any TransferObserver
  private let meter: ProgressMeter
  private let turn = Turnstile()
  private let walking: Mutex<Walking>
  private let whole: Mutex<WholeDisk>

  init(
    _ disk: StoredDisk, of store: RegionStore, to target: DiskTarget, observer: any TransferObserver
  ) throws(StoreError) {
    self.disk = disk
    self.store = store
    self.target = target
    self.observer = observer
    meter = ProgressMeter(observer, phase: .writing, total: disk.size)
    whole = Mutex(WholeDisk(isExpected: disk.sha256 != nil))
    let head = try MissingWalk.head(of: disk, in: store)
    walking = Mutex(Walking(walk: ManifestWalk(head), pages: .forPages(store.objects, store.index)))
  }

  /// Writes all of it and makes it durable; gives back the whole disk's hash, nil where zeros outweigh.
  func run() throws -> String? {
    try WorkerGroup.run(WorkerGroup.threads) { [self] in
      do { try work() } catch {
        turn.abort()
        throw error
      }
    }
    meter.enter(.verifying)
    let sha256 = whole.withLock { $0.finish() }?.description
    guard disk.sha256 == nil || sha256 == disk.sha256 else {
      throw StoreError.damaged(
        object: "manifest \(disk.manifest)", chunk: nil, reason: "the disk's bytes do not have the hash of its backup")
    }
    try target.finish()
    return sha256
  }

  private func work() throws {
    let stored = ChunkReader.buffer()
    let plain = ChunkReader.buffer()
    let reader = ChunkReader(store.objects, store.index, stored: stored, plain: plain)
    while true {
      // Before a piece is taken: pieces pass the turnstile in order, so whoever has one must not wait for a seat.
      WorkSeats.shared.letOthersPass(reader.forget)
      guard let (number, step) = try next() else { break }
      switch step {
      case .chunk(let entry, let offset):
        let former = former(entry, at: offset, in: plain)
        let content = try former ?? write(entry, at: offset, from: reader, through: plain)
        guard turn.wait(for: number) else { return }
        whole.withLock { $0.add(content) }
        turn.pass()
        meter.add(logical: entry.length, crossed: former == nil ? content.count : 0)
      case .hole(let offset, let length):
        try target.clear(at: offset, length: length)
        guard turn.wait(for: number) else { return }
        whole.withLock { $0.add(zeros: length) }
        turn.pass()
        meter.add(logical: length)
      case .page, .same, .broken: break
      }
      try observer.checkpoint()
    }
  }

  /// What an earlier attempt has written, if it is what it has to be.
  private func former(_ entry: PageEntry, at offset: Int64, in plain: AlignedBuffer) -> UnsafeRawBufferPointer? {
    guard let bytes = target.former(at: offset, length: Int(entry.length), into: plain),
      ContentHash.of(bytes) == entry.id
    else { return nil }
    return bytes
  }

  private func write(
    _ entry: PageEntry, at offset: Int64, from reader: ChunkReader, through plain: AlignedBuffer
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    var content = try reader.content(entry.id, length: Int(entry.length))
    if Int(bitPattern: content.baseAddress) % AlignedBuffer.alignment != 0 {
      plain.bytes.put(content, at: 0)
      content = plain.prefix(content.count)
    }
    try target.write(content, at: offset)
    return content
  }

  private func next() throws(StoreError) -> (Int, ManifestWalk.Step)? {
    guard !turn.isAborted else { return nil }
    return try walking.withLock { (walking) throws(StoreError) in
      while let step = walking.walk.next(walking.pages) {
        switch step {
        case .page, .same: continue
        case .broken(let error, _, _): throw error
        case .chunk, .hole:
          defer { walking.number += 1 }
          return (walking.number, step)
        }
      }
      return nil
    }
  }
}
