public import Replication

extension CatalogTransaction {
  public func image(_ id: String) throws -> Image? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ image: Image) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeImage(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
