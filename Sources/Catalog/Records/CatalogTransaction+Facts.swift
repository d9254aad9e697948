public import Replication

extension CatalogTransaction {
  public func replicaFacts(for request: ReplicaRequest) throws -> ReplicaFacts? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func snapshotFacts(for request: SnapshotCopyRequest) throws -> SnapshotFacts? { throw CatalogError.failed(path: "", reason: "unfinished") }
}
