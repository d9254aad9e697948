import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// One vault by its whole id.
  public func vault(_ id: String) throws -> Vault? {
    try vaults(fetch("SELECT * FROM vault WHERE id = ?", [id])).first
  }

  /// The vaults of a region, all projects and types, by name.
  public func vaults(region: String) throws -> [Vault] {
    try vaults(fetch("SELECT * FROM vault WHERE region = ? ORDER BY name COLLATE NOCASE, id", [region]))
  }

  /// Adds or changes a vault; what it holds and reserves is counted when it is read, never stored.
  public func put(_ vault: Vault) throws {
    try upsert(
      "vault",
      [
        "id": vault.id, "name": vault.name, "type": vault.type.rawValue, "protection": vault.protection.rawValue,
        "status": vault.status.rawValue, "region": vault.region, "project": vault.project, "capacity": vault.capacity,
        "autoExpand": vault.autoExpand, "created": vault.createdAt.timeIntervalSinceReferenceDate,
        "search": Self.searchText(vault.name, vault.id),
      ])
  }

  /// Removes a vault's row.
  public func removeVault(_ id: String) throws { try remove(id, from: "vault") }

  /// Makes vaults of rows, with what they hold and what tasks have reserved.
  ///
  /// A disk backup that belongs to a server backup (`parent`) shares its bytes and is not counted twice.
  func vaults(_ rows: [Row]) throws -> [Vault] {
    var vaults = try rows.map { try Vault(Fields($0)) }
    let ids = vaults.map(\.id)
    let held = try keyed(
      fetch(among: ids) {
        """
        SELECT vault AS id, count(*) AS backups, sum(
          CASE WHEN parent IS NULL AND status NOT IN ('waiting_protect', 'protecting') THEN size ELSE 0 END) AS used
        FROM backup WHERE vault IN (\($0)) GROUP BY vault
        """
      })
    let reserved = try keyed(
      fetch(among: ids) {
        """
        SELECT targetVault AS id, sum(bytesTotal) AS reserved FROM task WHERE open = 1 AND targetVault IN (\($0))
        GROUP BY targetVault
        """
      })
    for index in vaults.indices {
      let id = vaults[index].id
      vaults[index].used = try held[id]?.integer("used") ?? 0
      vaults[index].backupCount = Int(try held[id]?.integer("backups") ?? 0)
      vaults[index].reserved = try reserved[id]?.integer("reserved") ?? 0
    }
    return vaults
  }

  private func keyed(_ rows: [Row]) throws -> [String: Fields] {
    try rows.reduce(into: [:]) {
      let fields = Fields($1)
      $0[try fields.text("id")] = fields
    }
  }
}

extension Vault {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), name: try fields.text("name"), type: try fields.word("type", else: .disk),
      protection: try fields.word("protection", else: .replication),
      status: VaultStatus(rawValue: try fields.text("status")), region: try fields.text("region"),
      project: try fields.text("project"), capacity: try fields.integer("capacity"),
      autoExpand: try fields.flag("autoExpand"), createdAt: try fields.date("created"))
  }
}
