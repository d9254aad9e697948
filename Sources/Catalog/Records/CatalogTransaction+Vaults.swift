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

  /// Adds or changes a vault; what it holds and reserves is kept by the database itself.
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

  /// Adds or changes a vault of a live cloud, which says itself what the vault holds.
  public func putReported(_ vault: Vault) throws {
    try put(vault)
    try database.cachedStatement(sql: "UPDATE vault SET reported = ? WHERE id = ?")
      .execute(arguments: [vault.used, vault.id])
  }

  /// Removes a vault's row.
  public func removeVault(_ id: String) throws { try remove(id, from: "vault") }

  /// Makes vaults of rows, with what they hold and what tasks have reserved.
  ///
  /// A disk backup that belongs to a server backup (`parent`) shares its bytes and is not counted twice.
  func vaults(_ rows: [Row]) throws -> [Vault] {
    var vaults = try rows.map { try Vault(Fields($0)) }
    let found = try fetch(among: vaults.map(\.id)) { "SELECT * FROM vault_use WHERE vault IN (\($0))" }
    let ids = vaults.map(\.id)
    let reach = try self.reach(of: ids)
    let resources = try resourceCounts(of: ids)
    let uses = try found.map { Fields($0) }.reduce(into: [:]) { $0[try $1.text("vault")] = $1 }
    for index in vaults.indices {
      vaults[index].replicatedTo = reach[vaults[index].id] ?? []
      vaults[index].resourceCount = resources[vaults[index].id] ?? 0
      defer { if let reported = Fields(rows[index]).optionalInteger("reported") { vaults[index].used = reported } }
      guard let use = uses[vaults[index].id] else { continue }
      vaults[index].used = try use.integer("used")
      vaults[index].backupCount = Int(try use.integer("backups"))
      vaults[index].reserved = try use.integer("reserved")
    }
    return vaults
  }

  /// The regions where backups of each vault have usable replicas.
  private func reach(of vaults: [String]) throws -> [String: [String]] {
    let rows = try fetch(among: vaults) {
      "SELECT vault, region FROM vault_reach WHERE replicas > 0 AND vault IN (\($0)) ORDER BY vault, region"
    }
    return try rows.map { Fields($0) }.reduce(into: [:]) { reach, row in
      reach[try row.text("vault"), default: []].append(try row.text("region"))
    }
  }

  /// How many resources each vault holds backups of.
  private func resourceCounts(of vaults: [String]) throws -> [String: Int] {
    let rows = try fetch(among: vaults) {
      "SELECT vault, count(*) AS resources FROM vault_resource WHERE vault IN (\($0)) GROUP BY vault"
    }
    return try rows.map { Fields($0) }.reduce(into: [:]) { $0[try $1.text("vault")] = Int(try $1.integer("resources")) }
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
