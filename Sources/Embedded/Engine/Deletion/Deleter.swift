import Catalog
import Foundation
import Replication

/// Deletes one thing after the other: marked in the catalog, removed from the store, removed from the catalog.
///
/// Each step is durable; what a crash leaves marked is finished at the next opening.
struct Deleter {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator
  let confirmed: [String]

  /// Deletes one backup, replica, snapshot or vault.
  /// - Returns: Why it is not deleted; empty when it is.
  func delete(_ id: String, _ kind: DeletionRequest.Kind) throws -> [Refusal] {
    switch kind {
    case .backup: try deleteBackup(id)
    case .snapshot: try deleteSnapshot(id)
    case .vault: try deleteVault(id)
    }
  }

  private func deleteBackup(_ id: String) throws -> [Refusal] {
    try premises.claims.publishing {
      var former: Backup?
      let refused = try premises.catalog.write(durable: true) { transaction -> [Refusal] in
        guard var row = try transaction.backup(id) else { return [EngineRefusals.unknown("backup", id)] }
        let refused = rules.deletionRefusals(
          row, tasks: try transaction.tasks(touching: id, limit: 1_000),
          hasOtherVerifiedCopy: try hasOtherCopy(of: row, transaction), confirmed: confirmed)
        guard refused.isEmpty else { return refused }
        _ = try premises.stores.writable(row.region)
        former = row
        row.status = .deleting
        try transaction.put(row)
        return []
      }
      guard let former else { return refused }
      try remove(region: former.region) {
        try $0.removeBackup(id)
      } restoring: {
        try $0.put(former)
      }
      try finish(former.id, name: former.name, region: former.region) { try $0.removeBackup(id) }
      return []
    }
  }

  private func deleteSnapshot(_ id: String) throws -> [Refusal] {
    try premises.claims.publishing {
      var former: Snapshot?
      let refused = try premises.catalog.write(durable: true) { transaction -> [Refusal] in
        guard var row = try transaction.snapshot(id) else { return [EngineRefusals.unknown("snapshot", id)] }
        let refused = rules.deletionRefusals(
          row, tasks: try transaction.tasks(touching: id, limit: 1_000),
          hasOtherVerifiedCopy: try hasOtherCopy(of: row, transaction), confirmed: confirmed)
        guard refused.isEmpty else { return refused }
        _ = try premises.stores.writable(row.region)
        former = row
        row.state = .toRecycle
        try transaction.put(row)
        return []
      }
      guard let former else { return refused }
      try remove(region: former.region) {
        try $0.removeSnapshot(id)
      } restoring: {
        try $0.put(former)
      }
      try finish(former.id, name: former.name, region: former.region) { try $0.removeSnapshot(id) }
      return []
    }
  }

  private func deleteVault(_ id: String) throws -> [Refusal] {
    try premises.claims.publishing {
      var former: Vault?
      let refused = try premises.catalog.write(durable: true) { transaction -> [Refusal] in
        guard var row = try transaction.vault(id) else { return [EngineRefusals.unknown("vault", id, field: .vault)] }
        let open = try transaction.tasks(statuses: [.waiting, .running, .paused, .interrupted])
          .filter { $0.source?.vault == id || $0.target?.vault == id }
        let refused = rules.deletionRefusals(row, tasks: open)
        guard refused.isEmpty else { return refused }
        _ = try premises.stores.writable(row.region)
        former = row
        row.status = .deleting
        try transaction.put(row)
        return []
      }
      guard let former else { return refused }
      try remove(region: former.region) {
        try $0.removeVault(id)
      } restoring: {
        try $0.put(former)
      }
      try finish(former.id, name: former.name, region: former.region) { try $0.removeVault(id) }
      return []
    }
  }

  /// Removes a record from its store; where that fails, the catalog's row is as it was before.
  private func remove(
    region: String, _ body: (RegionStore) throws -> Void, restoring restore: (CatalogTransaction) throws -> Void
  ) throws {
    do {
      try body(try premises.stores.writable(region))
    } catch {
      try premises.catalog.write(durable: true, restore)
      throw error
    }
  }

  private func finish(
    _ id: String, name: String, region: String, _ body: (CatalogTransaction) throws -> Void
  ) throws {
    try premises.catalog.write(durable: true) { transaction in
      try body(transaction)
      try transaction.appendAudit(
        AuditEntry(
          date: premises.clock.now, requester: requester, action: "delete", subject: id, region: region,
          facts: ["name": name]))
    }
  }
}
