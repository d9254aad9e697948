public import Replication

extension CatalogTransaction {
  public func ledgerEntry(backup: String, region: String) throws -> LedgerEntry? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ entry: LedgerEntry) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
