import Foundation
import Replication

extension RegionStore {
  /// Begins or resumes a session under the id of its task; what an earlier run left verified is taken in.
  func beginSession(_ id: String) throws(StoreError) -> WriteSession {
    try requireWritable()
    let lock = try sessionLock(id)
    let isResumed = try sessions.read(id) != nil
    let epoch = try epochs.read(Collector.epoch)?.number ?? 0
    try sessions.write(id, SessionIntent(id: id, epoch: epoch, since: Date()))
    let session = WriteSession(id: id, epoch: epoch, objects: objects, index: index, lock: lock)
    try session.refresh()
    if isResumed { try LeftPacks(session: session, index: index).takeIn() }
    return session
  }

  /// The lock that tells that a session's process lives.
  private func sessionLock(_ id: String) throws(StoreError) -> any HeldLock {
    let name = "session-\(try RecordName.checked(id))"
    for _ in 0..<20 {
      if let lock = try objects.lock(name) { return lock }
      // A collector holds it for a moment to see whether anybody else does.
      Thread.sleep(forTimeInterval: 0.005)
    }
    throw .sessionBusy(id)
  }

  /// Ends a session after publishing, or after a cancel: what nobody names then is garbage.
  func endSession(_ session: WriteSession) throws(StoreError) {
    try session.commit()
    try sessions.remove(session.id)
    try objects.delete("locks/session-\(session.id)")
    session.release()
    // The session has ended either way; many small index objects only cost time, and the next one tries again.
    try? IndexUpkeep(objects, index).merge()
  }

  /// Reads disks into the store; gives back what a backup is to name.
  func ingest(
    _ disks: [DiskInput], session: WriteSession, observer: any TransferObserver
  ) throws -> [StoredDisk] {
    session.forgetClaims()
    let sources = try disks.map { disk throws(StoreError) in try DiskSource(disk) }
    let meter = ProgressMeter(observer, phase: .reading, total: sources.reduce(0) { $0 + $1.size })
    var stored: [StoredDisk] = []
    try committing(session) {
      for (disk, source) in zip(disks, sources) {
        let manifest = try Ingest(source, session: session, observer: observer, meter: meter).run()
        stored.append(
          StoredDisk(
            name: disk.name, usage: disk.usage, size: source.size, sha256: nil, manifest: manifest,
            openedLive: source.openedLive))
      }
      // All disks of a server are one moment: a change of the first while the last was read counts too.
      for source in sources { try source.checkUnchanged() }
      meter.enter(.verifying)
    }
    return stored
  }

  /// Moves disks from another store; when it returns everything they name is here, durable, read back and hashed.
  func receive(
    _ disks: [StoredDisk], from source: RegionStore, session: WriteSession, observer: any TransferObserver
  ) throws {
    session.forgetClaims()
    let meter = ProgressMeter(observer, phase: .writing, total: disks.reduce(0) { $0 + $1.size })
    try committing(session) {
      for disk in disks {
        try Receive(disk, from: source, to: self, session: session, observer: observer, meter: meter).run()
      }
      meter.enter(.verifying)
    }
  }

  /// Compressed bytes that would cross.
  func missingBytes(_ disks: [StoredDisk], from source: RegionStore) throws(StoreError) -> Int64 {
    let here = ChunkReader.forPages(objects, index)
    let there = ChunkReader.forPages(source.objects, source.index)
    var bytes: Int64 = 0
    try index.refresh()
    for disk in disks {
      bytes += try missingBytes(try MissingWalk.begin(disk, from: source, to: self), base: here, there: there)
    }
    return bytes
  }

  /// Compressed bytes that a walk would move.
  func missingBytes(
    _ begun: ManifestWalk, base: ChunkReader?, there: ChunkReader
  ) throws(StoreError) -> Int64 {
    var bytes: Int64 = 0
    var walk = begun
    while let step = walk.next(there, base: base) {
      let id: ContentHash
      switch step {
      case .page(let page): id = page
      case .chunk(let entry, _): id = entry.id
      case .broken(let error, _, _): throw error
      case .hole, .same: continue
      }
      guard try index.find(id).isEmpty, let place = try there.places(of: id).first else { continue }
      bytes += Int64(place.chunk.storedLength)
    }
    return bytes
  }

  /// Writes a disk out as a raw, sparse file that must not exist; gives back its SHA-256 where its backup has one.
  ///
  /// - Parameter continues: Takes up what an earlier attempt has written, and leaves what it has when it fails.
  func restore(
    _ disk: StoredDisk, to path: String, continues: Bool = false, observer: any TransferObserver,
    calls: any FileCalls = LinuxFileCalls()
  ) throws -> String? {
    let target = try DiskTarget(path: path, size: disk.size, continues: continues, calls: calls)
    do {
      return try Restore(disk, of: self, to: target, observer: observer).run()
    } catch {
      if !continues { target.discard() }
      throw error
    }
  }

  /// Commits what is verified, whatever the body ends with.
  func committing(_ session: WriteSession, _ body: () throws -> Void) throws {
    do { try body() } catch {
      // What cannot be committed now is found again by its packs when the session is resumed.
      try? session.commit()
      throw error
    }
    try session.commit()
  }
}
