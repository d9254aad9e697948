import Replication

/// A published backup or replica with the disks it names.
struct StoredBackup: Codable, Hashable, Sendable {
  /// The backup as published.
  var backup: Backup
  /// Its disks, in the order of the server.
  var disks: [StoredDisk]
  /// The tree of an SFS Turbo backup, which has no disks.
  var tree: StoredTree?

  /// The version its record is written with: who knows no trees would free the chunks of one, so it must refuse.
  var formatVersion: UInt16 { tree == nil ? Limits.version : Limits.recordVersion }
}
