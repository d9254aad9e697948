import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// Asks for deletions one by one; each goes on as a task of the cloud's.
  public func delete(_ request: DeletionRequest, by requester: Operator) async throws -> Deletion {
    var deletion = Deletion()
    var withheld: HuaweiError?
    for id in request.ids {
      do {
        let refused = try await delete(id, request, by: requester)
        deletion.refused += refused
        if refused.isEmpty { deletion.done.append(id) }
      } catch let error as HuaweiError where error.isWithheld {
        // A dry run shows the requests of all of them.
        withheld = error
      }
    }
    if let withheld { throw withheld }
    return deletion
  }

  private func delete(_ id: String, _ request: DeletionRequest, by requester: Operator) async throws -> [Refusal] {
    switch request.kind {
    case .backup: try await deleteBackup(id, confirmed: request.confirmed, by: requester)
    case .vault: try await deleteVault(id, by: requester)
    case .snapshot, .image: [Self.unknown(request.kind.rawValue, id)]
    }
  }

  private func deleteBackup(_ id: String, confirmed: [String], by requester: Operator) async throws -> [Refusal] {
    guard let known = try catalog.backup(id) else { return [Self.unknown("backup", id)] }
    let place = HuaweiPlace(region: known.region, project: known.project)
    guard try await sync.read(backup: id, place).row != nil else { return [Self.unknown("backup", id)] }
    let refused = try catalog.read { transaction -> [Refusal] in
      guard let row = try transaction.backup(id) else { return [Self.unknown("backup", id)] }
      return rules.deletionRefusals(
        row, tasks: try transaction.tasks(touching: id, limit: 1_000),
        hasOtherVerifiedCopy: try hasOtherCopy(of: row, transaction), confirmed: confirmed)
    }
    guard refused.isEmpty else { return refused }
    do {
      try await client.deleteBackup(id, place)
    } catch {
      guard let refused = refusedError(error, region: known.region, source: id) as? Refused else { throw error }
      return refused.refusals
    }
    try catalog.write(durable: true) { transaction in
      if var row = try transaction.backup(id) {
        row.status = .deleting
        try transaction.put(row)
      }
      try transaction.appendAudit(
        audit("delete", id, region: known.region, by: requester, facts: ["name": known.name]))
    }
    lookout.nudge()
    return []
  }

  /// The vendor says nothing of verification, so any available copy in another row counts.
  private func hasOtherCopy(of backup: Backup, _ transaction: CatalogTransaction) throws -> Bool {
    let original = backup.source?.id ?? backup.id
    var family = [try transaction.backup(original)]
    for region in try transaction.regions() {
      family.append(try transaction.existingReplica(of: original, region: region.id))
    }
    return family.compactMap { $0 }.contains { $0.id != backup.id && $0.status == .available }
  }

  private func deleteVault(_ id: String, by requester: Operator) async throws -> [Refusal] {
    guard let vault = try catalog.vault(id) else { return [Self.unknown("vault", id)] }
    let place = HuaweiPlace(region: vault.region, project: vault.project)
    // The cloud would delete the contents with it, so they are counted there and now.
    var inside = HuaweiBackupFilter()
    inside.vault = id
    let contents = try await client.backups(place, inside, limit: 1)
    let refused = try catalog.read { transaction in
      let open = try transaction.tasks(statuses: [.waiting, .running])
        .filter { $0.source?.vault == id || $0.target?.vault == id }
      var row = try transaction.vault(id) ?? vault
      row.backupCount = max(row.backupCount, contents.count ?? contents.length)
      return rules.deletionRefusals(row, tasks: open)
    }
    guard refused.isEmpty else { return refused }
    do {
      try await client.deleteVault(id, place)
    } catch {
      guard let refused = refusedError(error, region: vault.region, vault: id) as? Refused else { throw error }
      return refused.refusals
    }
    try catalog.write(durable: true) { transaction in
      try transaction.removeVault(id)
      try transaction.appendAudit(
        audit("delete", id, region: vault.region, by: requester, facts: ["name": vault.name]))
    }
    return []
  }

  private static func unknown(_ kind: String, _ id: String) -> Refusal {
    Refusal(code: .unknownID, message: "There is no \(kind) \(id.debugDescription).", field: .source, source: id)
  }
}
