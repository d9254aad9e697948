import Foundation
import Replication

extension RegionStore {
  var vaults: RecordShelf<Vault> { RecordShelf(folder: "vaults", objects: objects) }
  var backups: RecordShelf<StoredBackup> { RecordShelf(folder: "backups", objects: objects) }
  var snapshots: RecordShelf<StoredSnapshot> { RecordShelf(folder: "snapshots", objects: objects) }
  var ledger: RecordShelf<LedgerEntry> { RecordShelf(folder: "ledger", objects: objects) }
  var sessions: RecordShelf<SessionIntent> { RecordShelf(folder: "sessions", objects: objects) }
  var hints: RecordShelf<NewestRecords> { RecordShelf(folder: BaseHints.folder, objects: objects) }
  var epochs: RecordShelf<EpochRecord> { RecordShelf(folder: "epochs", objects: objects) }

  /// Everything the store says about itself; a broken record is reported and hides no other.
  func contents() throws(StoreError) -> StoreContents {
    let (region, owner, placeProblems) = place()
    var problems = placeProblems
    let vaults = try vaults.all()
    let backups = try backups.all()
    let snapshots = try snapshots.all()
    let ledger = try ledger.all()
    let sessions = try sessions.ids().filter { !$0.hasPrefix(Collector.ownSessions) }
    problems += vaults.problems + backups.problems + snapshots.problems + ledger.problems
    return StoreContents(
      region: region, owner: owner, vaults: vaults.values, backups: backups.values,
      snapshots: snapshots.values, ledger: ledger.values, sessions: sessions, problems: problems)
  }

  /// What is wrong with the records of the region and the owner.
  func placeProblems() -> [StoreProblem] { place().problems }

  private func place() -> (region: Region, owner: String, problems: [StoreProblem]) {
    let regions = RecordShelf<Region>(folder: Self.region, objects: objects)
    var problems: [StoreProblem] = []
    var region = Region(id: regionID, name: regionID)
    do throws(StoreError) {
      region = try regions.read(Self.region) ?? region
    } catch {
      problems.append(StoreProblem(object: Self.region, backup: nil, chunk: nil, error))
    }
    var owner = ""
    do throws(StoreError) {
      owner = try ownerHome()
    } catch {
      problems.append(StoreProblem(object: Self.owner, backup: nil, chunk: nil, error))
    }
    return (region, owner, problems)
  }

  /// Stores the region's description: its name, projects and capabilities.
  func putRegion(_ region: Region) throws(StoreError) {
    try requireWritable()
    try RecordShelf<Region>(folder: Self.region, objects: objects).write(Self.region, region)
  }

  /// Stores a vault, durably; replaces an older version.
  func putVault(_ vault: Vault) throws(StoreError) {
    try requireWritable()
    try vaults.write(vault.id, vault)
  }

  /// Removes a vault.
  func removeVault(_ id: String) throws(StoreError) {
    try requireWritable()
    try vaults.remove(id)
  }

  /// Publishes a backup or replica: durable when it returns; replaces an older version of the same id.
  func publish(_ backup: StoredBackup) throws(StoreError) {
    try requireWritable()
    try backups.write(backup.backup.id, backup)
    // It is published either way; without the hint the next one has a worse base.
    try? BaseHints(self).note(backup)
  }

  /// Publishes a snapshot: durable when it returns; replaces an older version of the same id.
  func publish(_ snapshot: StoredSnapshot) throws(StoreError) {
    try requireWritable()
    try snapshots.write(snapshot.snapshot.id, snapshot)
    // It is published either way; without the hint the next one has a worse base.
    try? BaseHints(self).note(snapshot)
  }

  /// A published backup or replica.
  func backup(_ id: String) throws(StoreError) -> StoredBackup? { try backups.read(id) }

  /// A published snapshot.
  func snapshot(_ id: String) throws(StoreError) -> StoredSnapshot? { try snapshots.read(id) }

  /// Removes a backup's record; its chunks are freed by the next collection.
  func removeBackup(_ id: String) throws(StoreError) {
    try requireWritable()
    try backups.remove(id)
  }

  /// Removes a snapshot's record; its chunks are freed by the next collection.
  func removeSnapshot(_ id: String) throws(StoreError) {
    try requireWritable()
    try snapshots.remove(id)
  }

  /// Notes for good that a policy replicated a backup to a region; noting it again changes nothing.
  func appendLedger(_ entry: LedgerEntry) throws(StoreError) {
    try requireWritable()
    let id = Self.ledgerID(entry)
    if try ledger.read(id) == nil { try ledger.write(id, entry) }
  }

  /// The id of a note's record: the hash of what it is about.
  static func ledgerID(_ entry: LedgerEntry) -> String {
    ContentHash.of(Array("\(entry.backup)\n\(entry.region)".utf8)).description
  }
}
