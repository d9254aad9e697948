import Foundation
import Replication

extension RegionStore {
  /// The folders of records.
  static let recordFolders: Set<String> = [
    region, owner, "vaults", "backups", "snapshots", "ledger", "sessions", "epochs", audit,
  ]

  /// Writes a session's damaged intent anew, under an epoch so old that nothing is swept while the session runs.
  func mendSession(_ id: String) throws(StoreError) {
    try requireWritable()
    try sessions.write(id, SessionIntent(id: id, epoch: 0, since: Date()))
  }

  /// Writes the damaged record of the newest epoch anew, under a number no smaller than any that anybody has seen.
  func mendEpoch() throws(StoreError) {
    try requireWritable()
    let versions = try objects.list("epochs/\(Collector.epoch)") + objects.list(Collector.condemned)
    let seen = versions.compactMap { UInt64($0, radix: 16) } + (try sessions.all().values.map(\.epoch))
    try epochs.write(Collector.epoch, EpochRecord(number: seen.max() ?? 0, since: Date()))
  }

  /// Writes a damaged first object anew where the records beside it prove whose the store is.
  ///
  /// - Returns: What was wrong; nil when nothing was, or when it cannot be mended.
  static func mendRoot(
    at path: String, region id: String, home: String
  ) throws(StoreError) -> StoreProblem? {
    let objects = try DirectoryStore(path: path)
    let damage: StoreError
    do throws(StoreError) {
      guard let bytes = try objects.get(StoreRoot.name, limit: Limits.record) else {
        throw .missing(object: StoreRoot.name)
      }
      do throws(StoreError) {
        _ = try RecordShelf<StoreRoot>.decodeRoot(bytes)
        return nil
      } catch {
        guard case .newerVersion = error,
          SealedObject.isVersionFlipped(.root, name: StoreRoot.name, bytes)
        else { throw error }
        throw .damaged(object: StoreRoot.name, chunk: nil, reason: "its version is not the one it was sealed with")
      }
    } catch {
      damage = error
    }
    switch damage {
    case .damaged, .missing: break
    default: throw damage
    }
    guard try RecordShelf<Region>(folder: region, objects: objects).read(region)?.id == id,
      try RecordShelf<StoreOwner>(folder: owner, objects: objects).read(owner)?.home == home
    else { return nil }
    try objects.delete(StoreRoot.name)
    let root = StoreRoot(store: UUID().uuidString.lowercased(), region: id, createdAt: Date())
    _ = try objects.put(StoreRoot.name, try RecordShelf.encodeRoot(root))
    return StoreProblem(object: StoreRoot.name, backup: nil, chunk: nil, damage)
  }
}
