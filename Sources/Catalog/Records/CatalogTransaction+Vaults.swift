public import Replication

extension CatalogTransaction {
  public func vault(_ id: String) throws -> Vault? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func vaults(region: String) throws -> [Vault] { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ vault: Vault) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeVault(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
