public import Replication

extension CatalogTransaction {
  public func regions() throws -> [Region] { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ region: Region) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeRegion(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
