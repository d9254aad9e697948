import Replication

/// In what a store and the catalog's rows of its region differ.
struct StoreDifference {
  /// Vaults the catalog lacks or has otherwise.
  var vaults: [Vault] = []
  /// Ids of empty vaults the store does not know.
  var goneVaults: [String] = []
  /// Vaults the store does not know although they hold something.
  var lostVaults: [Vault] = []
  /// Backups the catalog lacks or has otherwise.
  var backups: [Backup] = []
  /// Ids of backups the store does not have.
  var goneBackups: [String] = []
  /// Snapshots the catalog lacks or has otherwise.
  var snapshots: [Snapshot] = []
  /// Ids of snapshots the store does not have.
  var goneSnapshots: [String] = []
  /// Notes of automatic replications the catalog lacks.
  var ledger: [LedgerEntry] = []
  /// Ids of what was being deleted when a process died.
  var halfDeletedVaults: [String] = []
  var halfDeletedBackups: [String] = []
  var halfDeletedSnapshots: [String] = []

  /// Whether they agree.
  var isEmpty: Bool {
    vaults.isEmpty && goneVaults.isEmpty && lostVaults.isEmpty && backups.isEmpty && goneBackups.isEmpty
      && snapshots.isEmpty && goneSnapshots.isEmpty && ledger.isEmpty && halfDeletedVaults.isEmpty
      && halfDeletedBackups.isEmpty && halfDeletedSnapshots.isEmpty
  }
}
