public import Replication

extension CatalogTransaction {
  public func rows(_ listing: Listing, at anchor: Anchor, limit: Int) throws -> ListedRows { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func counts(_ scope: Scope) throws -> ServiceCounts { throw CatalogError.failed(path: "", reason: "unfinished") }
}
