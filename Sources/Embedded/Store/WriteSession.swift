import Crypto
import Foundation
import Synchronization

/// One task's right to write into a store; its intent object protects what is being written.
final class WriteSession: Sendable {
  private struct Pending {
    /// Names being stored by some worker, or stored and not yet in the index.
    var claimed: Set<ContentHash> = []
    var entries: [IndexEntry] = []
    var bytes = 0
    var lastCommit = Date()
  }

  /// The id of the task.
  let id: String
  /// The newest epoch when the session began.
  let epoch: UInt64
  let objects: any ObjectStore
  private let index: ChunkIndex
  private let condemned: ChunkIndex
  private let lock: any HeldLock
  private let pending = Mutex(Pending())
  private let committing = Mutex(())

  init(id: String, epoch: UInt64, objects: any ObjectStore, index: ChunkIndex, lock: any HeldLock) {
    self.id = id
    self.epoch = epoch
    self.objects = objects
    self.index = index
    self.lock = lock
    condemned = ChunkIndex(folder: Collector.condemned, in: objects)
  }

  /// What marks the session's packs.
  var tag: UInt64 { Self.tag(id) }

  /// The folder of packs that the session writes to, so that one sync makes many names durable.
  var shelf: UInt8 { Self.shelf(tag) }

  /// The tag of the session `id`: the first eight bytes of the SHA-256 of its id.
  static func tag(_ id: String) -> UInt64 { ContentHash.of(Array(id.utf8)).prefix }

  /// The shelf of a tag: its most significant byte.
  static func shelf(_ tag: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: tag >> 56) }

  /// Reads what is condemned and what is there; the order matters (docs/store-format.md, collection).
  func refresh() throws(StoreError) {
    try condemned.refresh()
    try index.refresh()
  }

  /// True when the caller must store `id` now; false when it is there, or another worker is at it.
  func claim(_ id: ContentHash) throws(StoreError) -> Bool {
    guard pending.withLock({ $0.claimed.insert(id).inserted }) else { return false }
    if try isIndexed(id) {
      pending.withLock { _ = $0.claimed.remove(id) }
      return false
    }
    return true
  }

  /// Whether a chunk is there and not condemned.
  func isIndexed(_ id: ContentHash) throws(StoreError) -> Bool {
    let generation = condemned.generation
    let dead = try condemned.find(id)
    // A list of condemned chunks that went away was swept: only an index read after that is to be trusted.
    if condemned.generation != generation { try index.refresh() }
    return try index.find(id).contains { entry in !dead.contains(entry) }
  }

  /// Takes in a pack that is verified and named; its chunks count after the next commit.
  func noteSealed(_ entries: [ChunkEntry], pack: ObjectID, bytes: Int) throws(StoreError) {
    let isDue = pending.withLock { pending in
      pending.entries += entries.map { IndexEntry(chunk: $0, pack: pack) }
      pending.bytes += bytes
      return pending.bytes >= Limits.commitBytes
        || Date().timeIntervalSince(pending.lastCommit) >= Limits.commitSeconds
    }
    if isDue { try commit() }
  }

  /// Makes everything sealed so far durable and findable.
  func commit() throws(StoreError) {
    try committing.withLock { (_) throws(StoreError) in
      let entries = pending.withLock { pending in
        defer {
          pending.entries = []
          pending.bytes = 0
          pending.lastCommit = Date()
        }
        return pending.entries
      }
      do throws(StoreError) {
        try objects.settle()
        if let file = try IndexWriter.write(entries, folder: index.folder, in: objects) {
          try objects.settle()
          index.add(file)
        }
      } catch {
        pending.withLock { $0.entries += entries }
        throw error
      }
      pending.withLock { $0.claimed.subtract(entries.map(\.chunk.id)) }
      // What is committed is safe; many small index objects only cost time, and the next commit tries again.
      try? IndexUpkeep(objects, index).merge()
    }
  }

  /// Forgets claims whose workers failed; called before a session is used again.
  func forgetClaims() { pending.withLock { $0.claimed = Set($0.entries.map(\.chunk.id)) } }

  /// Lets go of the session's lock; the intent stays unless it was removed.
  func release() { lock.release() }
}
