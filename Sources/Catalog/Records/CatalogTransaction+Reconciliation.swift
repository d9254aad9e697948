import GRDB
public import Replication

extension CatalogTransaction {
  /// The copies of a snapshot in all regions, for the question whether it is the last of its kind.
  public func snapshots(copiedFrom source: String) throws -> [Snapshot] {
    try snapshots(fetch("SELECT * FROM snapshot WHERE source = ? ORDER BY id", [source]))
  }

  /// The status of every backup and replica of a region by id, for the comparison with its store.
  public func backupStatuses(region: String) throws -> [String: BackupStatus] {
    try words("SELECT id, status AS word FROM backup WHERE region = ?", region).mapValues(BackupStatus.init)
  }

  /// The state of every snapshot of a region by id, for the comparison with its store.
  public func snapshotStates(region: String) throws -> [String: SnapshotState] {
    try words("SELECT id, state AS word FROM snapshot WHERE region = ?", region).mapValues(SnapshotState.init)
  }

  private func words(_ sql: String, _ region: String) throws -> [String: String] {
    var words: [String: String] = [:]
    for row in try fetch(sql, [region]) {
      let fields = Fields(row)
      words[try fields.text("id")] = try fields.text("word")
    }
    return words
  }
}
