import Foundation
import Replication

extension RegionStore {
  /// Reads a folder into the store as a tree of files; gives back what a backup is to name, and what did not keep
  /// still while it was read.
  ///
  /// - Parameter expecting: Bytes of its files as they were counted before, for progress.
  /// - Throws: `StoreError.vanished` when the folder itself goes away or is replaced.
  func ingestTree(
    _ input: TreeInput, expecting: Int64 = 0, session: WriteSession, observer: any TransferObserver
  ) throws -> (tree: StoredTree, report: ReadingReport) {
    session.forgetClaims()
    let meter = ProgressMeter(observer, phase: .reading, total: expecting)
    var stored: (tree: StoredTree, report: ReadingReport)?
    try committing(session) {
      stored = try TreeIngest(input, session: session, observer: observer, meter: meter).run()
      meter.enter(.verifying)
    }
    guard let stored else { throw TransferStopped.cancelled }
    return stored
  }

  /// Moves a tree from another store; when it returns everything it names is here, durable, read back and hashed.
  func receive(
    _ tree: StoredTree, from source: RegionStore, session: WriteSession, observer: any TransferObserver
  ) throws {
    session.forgetClaims()
    let meter = ProgressMeter(observer, phase: .writing, total: tree.size)
    try committing(session) {
      try Receive(tree, from: source, to: self, session: session, observer: observer, meter: meter).run()
      meter.enter(.verifying)
    }
  }

  /// Compressed bytes that would cross.
  func missingBytes(_ tree: StoredTree, from source: RegionStore) throws(StoreError) -> Int64 {
    try index.refresh()
    let there = ChunkReader.forPages(source.objects, source.index)
    var bytes: Int64 = 0
    for walk in try TreeWalks.missing(tree, from: source, to: self) {
      bytes += try missingBytes(walk, base: nil, there: there)
    }
    return bytes
  }

  /// Reads and hashes everything the tree names; problems are findings, not errors.
  func verify(_ tree: StoredTree, observer: any TransferObserver) throws -> [StoreProblem] {
    let meter = ProgressMeter(observer, phase: .verifying, total: tree.size)
    do {
      return try TreeVerification.run(tree, of: self, observer: observer, meter: meter)
    } catch let error as StoreError {
      return [StoreProblem(object: "manifest \(tree.manifest)", backup: nil, chunk: tree.manifest.description, error)]
    }
  }

  /// Writes a tree out into a folder that must not exist; only beneath it anything is written.
  ///
  /// - Parameters:
  ///   - isPrivileged: Restores owners, setuid and setgid bits, devices and all attributes, instead of leaving them out.
  ///   - beforeNaming: Called when everything is durable, with what was left out and the folder's inode.
  ///   - staging: The folder that is filled first and renamed at the end; what an earlier attempt left there goes.
  func restoreTree(
    _ tree: StoredTree, to path: String, staging: String? = nil, isPrivileged: Bool = false,
    observer: any TransferObserver, beforeNaming: (TreeOutcome, UInt64) throws -> Void = { _, _ in }
  ) throws -> TreeOutcome {
    let target = try TreeTarget(path: path, staging: staging ?? path + ".unfinished")
    do {
      let outcome = try TreeRestore(
        tree, of: self, to: target, isPrivileged: isPrivileged, observer: observer
      ).run()
      try target.finish { inode in try beforeNaming(outcome, inode) }
      return outcome
    } catch {
      target.discard()
      throw error
    }
  }

  /// Published trees of a name, newest first.
  func publishedTrees(named name: String) -> [StoredTree] { BaseHints(self).trees(named: name) }
}
