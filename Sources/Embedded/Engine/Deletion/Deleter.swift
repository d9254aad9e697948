import Catalog
import Foundation
import Replication

/// Deletes one thing after the other: marked in the catalog, removed from the store, removed from the catalog.
///
/// Each step is durable; what a crash leaves marked is finished at the next opening. The audit says who asked before
/// anything is gone, and how it ended.
struct Deleter {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator
  let confirmed: [String]

  /// Deletes one backup, replica, snapshot or vault.
  /// - Returns: Why it is not deleted; empty when it is.
  func delete(_ id: String, _ kind: DeletionRequest.Kind) throws -> [Refusal] {
    switch kind {
    case .backup:
      let reachable = try reachableRegions()
      return try delete(Backup.self, id) { row, transaction in
        rules.deletionRefusals(
          row, tasks: try transaction.tasks(touching: id, limit: 1_000), images: try transaction.images(of: id),
          hasOtherVerifiedCopy: try hasOtherCopy(of: row, in: reachable, transaction), confirmed: confirmed)
      }
    case .image: return try deleteImage(id)
    case .snapshot:
      let reachable = try reachableRegions()
      return try delete(Snapshot.self, id) { row, transaction in
        rules.deletionRefusals(
          row, tasks: try transaction.tasks(touching: id, limit: 1_000),
          hasOtherVerifiedCopy: try hasOtherCopy(of: row, in: reachable, transaction), confirmed: confirmed)
      }
    case .vault:
      return try delete(Vault.self, id) { row, transaction in
        let open = try transaction.tasks(statuses: [.waiting, .running, .paused, .interrupted])
          .filter { $0.source?.vault == id || $0.target?.vault == id }
        return rules.deletionRefusals(row, tasks: open)
      }
    }
  }

  func delete<Row: Deletable>(
    _ kind: Row.Type, _ id: String, refusals: (Row, CatalogTransaction) throws -> [Refusal]
  ) throws -> [Refusal] {
    guard let region = try premises.catalog.read({ try Row.row(id, $0)?.region }) else { return [Row.unknown(id)] }
    // A store is asked before the transaction, so that a slow disk holds up nobody else's; refusals come first.
    let store = Result { () throws(EngineError) in try premises.stores.writable(region) }
    return try premises.claims.publishing {
      var former: Row?
      let refused = try premises.catalog.write(durable: true) { transaction -> [Refusal] in
        guard let row = try Row.row(id, transaction) else { return [Row.unknown(id)] }
        let refused = try refusals(row, transaction)
        guard refused.isEmpty else { return refused }
        _ = try store.get()
        former = row
        try row.marked.put(transaction)
        try transaction.appendAudit(line(about: row, outcome: "admitted"))
        return []
      }
      guard let former else { return refused }
      try remove(former, from: store.get())
      try finish(former)
      return []
    }
  }

  /// Removes a record from its store; where that fails, the catalog's row is as it was before.
  private func remove(_ row: some Deletable, from store: RegionStore) throws {
    do {
      try row.remove(from: store)
    } catch {
      try premises.catalog.write(durable: true) { transaction in
        try row.put(transaction)
        try transaction.appendAudit(line(about: row, outcome: Words.explain(error).code))
      }
      throw error
    }
  }

  private func finish(_ row: some Deletable) throws {
    try premises.catalog.write(durable: true) { transaction in
      try row.remove(transaction)
      try transaction.appendAudit(line(about: row, outcome: "done"))
    }
    premises.keepAuditHead(in: [row.region])
  }

  private func line(about row: some Deletable, outcome: String) -> AuditEntry {
    AuditEntry(
      date: premises.clock.now, requester: requester, action: "delete", subject: row.id, region: row.region,
      outcome: outcome, facts: ["name": row.name])
  }
}
