import Replication

/// A region's backups, replicas and snapshots as a folder that describes itself; see docs/store-format.md.
final class RegionStore: Sendable {
  /// The folder.
  let path: String
  /// Whether this home owns the store and the disk permits writing.
  let isWritable: Bool
  /// The id of the region.
  let regionID: String

  private init(path: String, isWritable: Bool, regionID: String) {
    self.path = path
    self.isWritable = isWritable
    self.regionID = regionID
  }

  /// Makes an empty store in a directory that is absent or empty.
  static func create(at path: String, region: Region, owner: String) throws(StoreError) -> RegionStore { throw unbuilt }
  /// Opens a store; it is not writable when another home owns it or the disk is read-only.
  static func open(at path: String, home: String) throws(StoreError) -> RegionStore { throw unbuilt }
  /// Makes `home` the owner.
  func take(for home: String) throws(StoreError) { throw Self.unbuilt }
  func contents() throws(StoreError) -> StoreContents { throw Self.unbuilt }
  func putRegion(_ region: Region) throws(StoreError) { throw Self.unbuilt }
  func putVault(_ vault: Vault) throws(StoreError) { throw Self.unbuilt }
  func removeVault(_ id: String) throws(StoreError) { throw Self.unbuilt }
  func publish(_ backup: StoredBackup) throws(StoreError) { throw Self.unbuilt }
  func publish(_ snapshot: StoredSnapshot) throws(StoreError) { throw Self.unbuilt }
  func backup(_ id: String) throws(StoreError) -> StoredBackup? { throw Self.unbuilt }
  func snapshot(_ id: String) throws(StoreError) -> StoredSnapshot? { throw Self.unbuilt }
  func removeBackup(_ id: String) throws(StoreError) { throw Self.unbuilt }
  func removeSnapshot(_ id: String) throws(StoreError) { throw Self.unbuilt }
  func appendLedger(_ entry: LedgerEntry) throws(StoreError) { throw Self.unbuilt }
  func beginSession(_ id: String) throws(StoreError) -> WriteSession { throw Self.unbuilt }
  func endSession(_ session: WriteSession) throws(StoreError) { throw Self.unbuilt }
  func ingest(
    _ disks: [DiskInput], session: WriteSession, observer: any TransferObserver
  ) throws -> [StoredDisk] { throw Self.unbuilt }
  func receive(
    _ disks: [StoredDisk], from source: RegionStore, session: WriteSession, observer: any TransferObserver
  ) throws { throw Self.unbuilt }
  func missingBytes(_ disks: [StoredDisk], from source: RegionStore) throws(StoreError) -> Int64 { throw Self.unbuilt }
  func verify(_ disks: [StoredDisk], observer: any TransferObserver) throws -> [StoreProblem] { throw Self.unbuilt }
  func verifyAll(observer: any TransferObserver) throws -> [StoreProblem] { throw Self.unbuilt }
  func restore(_ disk: StoredDisk, to path: String, observer: any TransferObserver) throws -> String {
    throw Self.unbuilt
  }
  func collect(dryRun: Bool) throws(StoreError) -> CollectionSummary { throw Self.unbuilt }

  private static var unbuilt: StoreError { .io(operation: "use", path: "the store (not built yet)", errno: 38) }
}
