import GRDB
public import Replication

extension CatalogTransaction {
  /// The copies of a snapshot in all regions, for the question whether it is the last of its kind.
  public func snapshots(copiedFrom source: String) throws -> [Snapshot] {
    try snapshots(fetch("SELECT * FROM snapshot WHERE source = ? ORDER BY id", [source]))
  }
}
