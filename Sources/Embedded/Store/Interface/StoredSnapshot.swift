import Replication

/// A published snapshot with the disk it names.
struct StoredSnapshot: Codable, Hashable, Sendable {
  /// The snapshot as published.
  var snapshot: Snapshot
  /// Its disk.
  var disk: StoredDisk
}
