import Replication

/// A published backup or replica with the disks it names.
struct StoredBackup: Codable, Hashable, Sendable {
  /// The backup as published.
  var backup: Backup
  /// Its disks, in the order of the server.
  var disks: [StoredDisk]
  /// The tree of an SFS Turbo backup, which has no disks.
  var tree: StoredTree?
}
