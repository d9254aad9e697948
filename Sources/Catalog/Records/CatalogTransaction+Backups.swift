public import Replication

extension CatalogTransaction {
  public func backup(_ id: String) throws -> Backup? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func existingReplica(of backup: String, region: String) throws -> Backup? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func backups(vault: String) throws -> [Backup] { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ backup: Backup) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeBackup(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
