import GRDB

extension CatalogTransaction {
  public func revision() throws -> Int { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func needsRebuild() throws -> Bool { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func markRebuilt() throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}

extension CatalogTransaction {
  func close() throws -> Int { 0 }
  static func revision(_ database: Database) throws -> Int { 0 }
}
