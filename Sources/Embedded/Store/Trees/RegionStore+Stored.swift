import Replication

extension RegionStore {
  /// Moves what a backup names, disks or a tree, from another store.
  func receive(
    _ stored: StoredBackup, from source: RegionStore, session: WriteSession, observer: any TransferObserver
  ) throws {
    if let tree = stored.tree { return try receive(tree, from: source, session: session, observer: observer) }
    try receive(stored.disks, from: source, session: session, observer: observer)
  }

  /// Compressed bytes that would cross for a backup.
  func missingBytes(_ stored: StoredBackup, from source: RegionStore) throws(StoreError) -> Int64 {
    if let tree = stored.tree { return try missingBytes(tree, from: source) }
    return try missingBytes(stored.disks, from: source)
  }

  /// Reads and hashes everything a backup names; problems are findings, not errors.
  func verify(_ stored: StoredBackup, observer: any TransferObserver) throws -> [StoreProblem] {
    if let tree = stored.tree { return try verify(tree, observer: observer) }
    return try verify(stored.disks, observer: observer)
  }
}
