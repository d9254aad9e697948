extension CatalogTransaction {
  public func resolve(_ text: String, as kind: Resolvable, region: String? = nil) throws -> Resolution { throw CatalogError.failed(path: "", reason: "unfinished") }
}
