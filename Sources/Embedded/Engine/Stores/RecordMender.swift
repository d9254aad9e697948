import Catalog
import Replication

/// Writes damaged records anew: from the context file, the catalog, and the same disks' records in other regions.
struct RecordMender {
  let premises: Premises
  let store: RegionStore
  let siblings: [RegionStore]

  /// Mends what it can of records named `folder/id`; what it cannot stays for the next verification to name.
  func mend(_ records: [String]) throws {
    // Nobody publishes or deletes meanwhile, so that no record comes back that was removed on purpose.
    try premises.claims.reconciling {
      for record in records {
        let parts = record.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, try isDamaged(parts[0], parts[1]) else { continue }
        try mend(parts[0], parts[1])
      }
    }
  }

  private func mend(_ folder: String, _ id: String) throws {
    switch folder {
    case RegionStore.region: try mendRegion()
    case "vaults": if let vault = try premises.catalog.read({ try $0.vault(id) }) { try store.putVault(vault) }
    case "backups": try mendBackup(id)
    case "snapshots": try mendSnapshot(id)
    case "ledger": try mendLedger(id)
    case "sessions": try store.mendSession(id)
    case "epochs": try store.mendEpoch()
    case RegionStore.audit: try store.mendAuditHead(id, present: premises.catalog.read { try $0.auditHead() })
    default: break
    }
  }

  private func isDamaged(_ folder: String, _ id: String) throws -> Bool {
    do throws(StoreError) {
      switch folder {
      case RegionStore.region: _ = try RecordShelf<Region>(folder: folder, objects: store.objects).read(id)
      case "vaults": _ = try store.vaults.read(id)
      case "backups": _ = try store.backup(id)
      case "snapshots": _ = try store.snapshot(id)
      case "ledger": _ = try store.ledger.read(id)
      case "sessions": _ = try store.sessions.read(id)
      case "epochs": _ = try store.epochs.read(id)
      case RegionStore.audit: _ = try store.auditHeads.read(id)
      default: return false
      }
      return false
    } catch {
      switch error {
      case .damaged: return true
      case .newerVersion(let name, _, _):
        guard let bytes = try store.objects.get(name, limit: Limits.record + 4096) else { return false }
        return SealedObject.isVersionFlipped(.record, name: name, bytes)
      default: throw error
      }
    }
  }

  private func mendRegion() throws {
    let entries = try premises.contextFile().regions
    guard let entry = entries.first(where: { $0.id == store.regionID }) else { return }
    try store.putRegion(EmbeddedCloud.describe(entry, quota: entry.snapshotQuota))
  }

  /// A backup and its replicas name the same disks.
  private func mendBackup(_ id: String) throws {
    let (row, relatives) = try premises.catalog.read { transaction -> (Backup?, [String: [String]]) in
      guard let row = try transaction.backup(id), row.region == store.regionID else { return (nil, [:]) }
      let origin = row.source?.id ?? id
      var relatives: [String: [String]] = [:]
      for sibling in siblings {
        let replica = try transaction.existingReplica(of: origin, region: sibling.regionID)
        relatives[sibling.regionID] = [origin] + (replica.map { [$0.id] } ?? [])
      }
      return (row, relatives)
    }
    guard let row, row.status == .available else { return }
    for sibling in siblings {
      for relative in relatives[sibling.regionID] ?? [] {
        // A relative that cannot be read mends nothing.
        guard var stored = try? sibling.backup(relative), stored.backup.size == row.size else { continue }
        stored.backup = row
        return try store.publish(stored)
      }
    }
  }

  private func mendSnapshot(_ id: String) throws {
    let (row, relatives) = try premises.catalog.read { transaction -> (Snapshot?, [String]) in
      guard let row = try transaction.snapshot(id), row.region == store.regionID else { return (nil, []) }
      let origin = row.source?.id ?? id
      let copies = try transaction.snapshots(copiedFrom: origin) + transaction.snapshots(copiedFrom: id)
      return (row, [origin] + copies.map(\.id))
    }
    guard let row, row.state == .normal else { return }
    for sibling in siblings {
      for relative in relatives {
        guard var stored = try? sibling.snapshot(relative), stored.snapshot.size == row.size else { continue }
        stored.snapshot = row
        return try store.publish(stored)
      }
    }
  }

  private func mendLedger(_ id: String) throws {
    let entries = try premises.catalog.read { try $0.ledger() }
    guard let entry = entries.first(where: { RegionStore.ledgerID($0) == id }) else { return }
    try store.ledger.write(id, entry)
  }
}
