extension CatalogTransaction {
  public func appendAudit(_ entry: AuditEntry) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func audit(before number: Int64? = nil, limit: Int) throws -> [AuditEntry] { throw CatalogError.failed(path: "", reason: "unfinished") }
}
