import Replication

/// What a comparison needs to know of a store: ids of everything, and the records that may differ from the catalog.
struct StoreListing {
  /// All vaults; there are few.
  var vaults: [Vault]
  /// Ids of all backups and replicas.
  var backupIDs: Set<String>
  /// Ids of all snapshots.
  var snapshotIDs: Set<String>
  /// Records the catalog lacks, or has in a state that a crash may have left.
  var backups: [Backup] = []
  var snapshots: [Snapshot] = []
  /// The notes of automatic replications; read only for a rebuild.
  var ledger: [LedgerEntry] = []
  /// Ids of sessions that have not ended.
  var sessions: [String]
  /// Records that could not be read; what they describe counts as there.
  var problems: [StoreProblem]

  /// Lists a store.
  ///
  /// - Parameter isSettled: Whether the catalog knows an id in a state no crash leaves behind; its record is not read.
  init(_ store: RegionStore, isRebuild: Bool, isSettled: (String) -> Bool) throws(StoreError) {
    let vaults = try store.vaults.all()
    self.vaults = vaults.values
    problems = vaults.problems
    backupIDs = Set(try store.backups.ids())
    snapshotIDs = Set(try store.snapshots.ids())
    sessions = try store.sessions.ids()
    // A verification of the whole store dates all that it read.
    let proof = backupIDs.union(snapshotIDs).allSatisfy(isSettled) ? nil : store.lastProof
    for id in backupIDs.filter({ !isSettled($0) }).sorted() {
      do throws(StoreError) {
        // A folder without a version is what a deletion leaves that died before it had tidied up.
        guard var backup = try store.backup(id)?.backup else {
          backupIDs.remove(id)
          continue
        }
        proof?.date(&backup)
        backups.append(backup)
      } catch {
        problems.append(StoreProblem(object: "backups/\(id)", backup: id, chunk: nil, message: Words.line(error)))
      }
    }
    for id in snapshotIDs.filter({ !isSettled($0) }).sorted() {
      do throws(StoreError) {
        guard var snapshot = try store.snapshot(id)?.snapshot else {
          snapshotIDs.remove(id)
          continue
        }
        proof?.date(&snapshot)
        snapshots.append(snapshot)
      } catch {
        problems.append(StoreProblem(object: "snapshots/\(id)", backup: id, chunk: nil, message: Words.line(error)))
      }
    }
    guard isRebuild else { return }
    let ledger = try store.ledger.all()
    self.ledger = ledger.values
    problems += ledger.problems
  }
}

extension StoreProof {
  /// Gives a backup the dates that it has if this is the newest verification of its store.
  fileprivate func date(_ backup: inout Backup) {
    let own = (verified: backup.verifiedAt, damaged: backup.damagedAt)
    (backup.verifiedAt, backup.damagedAt) = (verified(backup.id, own: own.verified), damaged(backup.id, own: own))
  }

  fileprivate func date(_ snapshot: inout Snapshot) {
    let own = (verified: snapshot.verifiedAt, damaged: snapshot.damagedAt)
    (snapshot.verifiedAt, snapshot.damagedAt) = (
      verified(snapshot.id, own: own.verified), damaged(snapshot.id, own: own)
    )
  }
}
