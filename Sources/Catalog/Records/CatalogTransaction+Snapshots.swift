public import Replication

extension CatalogTransaction {
  public func snapshot(_ id: String) throws -> Snapshot? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ snapshot: Snapshot) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeSnapshot(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
