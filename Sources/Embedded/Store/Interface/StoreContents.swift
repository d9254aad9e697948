import Replication

/// Everything a store says about itself: enough to rebuild a lost catalog.
struct StoreContents: Sendable {
  /// The region the store belongs to.
  var region: Region
  /// The id of the home that owns the store.
  var owner: String
  /// Its vaults.
  var vaults: [Vault] = []
  /// Its backups and replicas.
  var backups: [StoredBackup] = []
  /// Its snapshots.
  var snapshots: [StoredSnapshot] = []
  /// The permanent notes of automatic replications.
  var ledger: [LedgerEntry] = []
  /// The ids of sessions that have not ended.
  var sessions: [String] = []
  /// Records that could not be read; they hide nothing else.
  var problems: [StoreProblem] = []
}
