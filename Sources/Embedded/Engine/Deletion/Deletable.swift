import Catalog
import Replication

/// What is deleted in three steps: its row is marked, its record removed from the store, its row removed.
protocol Deletable {
  var id: String { get }
  var name: String { get }
  var region: String { get }

  /// The row while it is being deleted.
  var marked: Self { get }

  /// The row of an id; nil when there is none.
  static func row(_ id: String, _ transaction: CatalogTransaction) throws -> Self?
  /// The refusal for an id that nobody knows.
  static func unknown(_ id: String) -> Refusal

  func put(_ transaction: CatalogTransaction) throws
  func remove(from store: RegionStore) throws
  func remove(_ transaction: CatalogTransaction) throws
}

extension Backup: Deletable {
  var marked: Backup {
    var row = self
    row.status = .deleting
    return row
  }

  static func row(_ id: String, _ transaction: CatalogTransaction) throws -> Backup? { try transaction.backup(id) }
  static func unknown(_ id: String) -> Refusal { EngineRefusals.unknown("backup", id) }

  func put(_ transaction: CatalogTransaction) throws { try transaction.put(self) }
  func remove(from store: RegionStore) throws { try store.removeBackup(id) }
  func remove(_ transaction: CatalogTransaction) throws { try transaction.removeBackup(id) }
}

extension Snapshot: Deletable {
  var marked: Snapshot {
    var row = self
    row.state = .toRecycle
    return row
  }

  static func row(_ id: String, _ transaction: CatalogTransaction) throws -> Snapshot? { try transaction.snapshot(id) }
  static func unknown(_ id: String) -> Refusal { EngineRefusals.unknown("snapshot", id) }

  func put(_ transaction: CatalogTransaction) throws { try transaction.put(self) }
  func remove(from store: RegionStore) throws { try store.removeSnapshot(id) }
  func remove(_ transaction: CatalogTransaction) throws { try transaction.removeSnapshot(id) }
}

extension Vault: Deletable {
  var marked: Vault {
    var row = self
    row.status = .deleting
    return row
  }

  static func row(_ id: String, _ transaction: CatalogTransaction) throws -> Vault? { try transaction.vault(id) }
  static func unknown(_ id: String) -> Refusal { EngineRefusals.unknown("vault", id, field: .vault) }

  func put(_ transaction: CatalogTransaction) throws { try transaction.put(self) }
  func remove(from store: RegionStore) throws { try store.removeVault(id) }
  func remove(_ transaction: CatalogTransaction) throws { try transaction.removeVault(id) }
}
