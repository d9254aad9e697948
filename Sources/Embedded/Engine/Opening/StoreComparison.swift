import Catalog
import Foundation
import Replication

/// Compares one store with the catalog's rows of its region and mends the catalog, and the store where a deletion or
/// the making of a vault was cut off.
///
/// It runs while nobody publishes or deletes, so that every difference is a crash's, or was made from outside.
struct StoreComparison {
  let premises: Premises
  let store: RegionStore
  let region: String

  /// Whether the catalog was lost: then every record is read, else only those a crash may have left unfinished.
  let isRebuild: Bool

  func apply() throws {
    let listing = try list()
    for problem in listing.problems { premises.notices.post("\(region): \(problem.object): \(problem.message)") }
    let difference = try premises.catalog.read { try compare(listing, $0) }
    if !difference.isEmpty {
      try premises.catalog.write(durable: true) { try mend(difference, $0) }
      try finishInStore(difference)
    }
    if store.isWritable { try endOrphanedSessions(listing.sessions) }
  }

  private func list() throws -> StoreListing {
    let (backups, snapshots) = try premises.catalog.read { transaction in
      (try transaction.backupStatuses(region: region), try transaction.snapshotStates(region: region))
    }
    // Of a region that the catalog knows nothing of, the ledger is new as well.
    let isUnknown = backups.isEmpty && snapshots.isEmpty
    return try StoreListing(store, isRebuild: isRebuild || isUnknown) { id in
      !isRebuild && (backups[id] == .available || snapshots[id] == .normal)
    }
  }

  // MARK: - Comparing

  private func compare(_ listing: StoreListing, _ transaction: CatalogTransaction) throws -> StoreDifference {
    var difference = StoreDifference()
    try compareVaults(listing, transaction, &difference)
    try compareBackups(listing, transaction, &difference)
    try compareSnapshots(listing, transaction, &difference)
    for entry in listing.ledger
    where try transaction.ledgerEntry(backup: entry.backup, region: entry.region) == nil {
      difference.ledger.append(entry)
    }
    return difference
  }

  private func compareVaults(
    _ listing: StoreListing, _ transaction: CatalogTransaction, _ difference: inout StoreDifference
  ) throws {
    let rows = Dictionary(try transaction.vaults(region: region).map { ($0.id, $0) }) { first, _ in first }
    let stored = Set(listing.vaults.map(\.id) + listing.problems.compactMap(\.backup))
    for vault in listing.vaults {
      guard let row = rows[vault.id] else {
        difference.vaults.append(vault)
        continue
      }
      if row.status == .deleting {
        difference.halfDeletedVaults.append(vault.id)
      } else if row.name != vault.name || row.capacity != vault.capacity || row.status != vault.status
        || row.autoExpand != vault.autoExpand || row.project != vault.project
      {
        difference.vaults.append(vault)
      }
    }
    for row in rows.values where !stored.contains(row.id) {
      // A vault that the store lost although something lies in it is written there again.
      if row.backupCount > 0 || row.reserved > 0 {
        difference.lostVaults.append(row)
      } else {
        difference.goneVaults.append(row.id)
      }
    }
  }

  private func compareBackups(
    _ listing: StoreListing, _ transaction: CatalogTransaction, _ difference: inout StoreDifference
  ) throws {
    for stored in listing.backups {
      guard let row = try transaction.backup(stored.id) else {
        difference.backups.append(stored)
        continue
      }
      if row.status == .deleting {
        difference.halfDeletedBackups.append(row.id)
      } else if !Self.agree(row, stored) {
        difference.backups.append(stored)
      }
    }
    for id in try transaction.backupStatuses(region: region).keys where !listing.backupIDs.contains(id) {
      if try !isBeingMade(id, transaction) { difference.goneBackups.append(id) }
    }
  }

  private func compareSnapshots(
    _ listing: StoreListing, _ transaction: CatalogTransaction, _ difference: inout StoreDifference
  ) throws {
    for stored in listing.snapshots {
      guard let row = try transaction.snapshot(stored.id) else {
        difference.snapshots.append(stored)
        continue
      }
      if row.state == .toRecycle {
        difference.halfDeletedSnapshots.append(row.id)
      } else if !Self.agree(row, stored) {
        difference.snapshots.append(stored)
      }
    }
    for id in try transaction.snapshotStates(region: region).keys where !listing.snapshotIDs.contains(id) {
      if try !isBeingMade(id, transaction) { difference.goneSnapshots.append(id) }
    }
  }

  private func isBeingMade(_ id: String, _ transaction: CatalogTransaction) throws -> Bool {
    try transaction.tasks(touching: id, limit: 50).contains { !$0.status.hasEnded && $0.target?.id == id }
  }

  /// Whether a row says what the store says; what is derived from other rows is left out, dates to the second.
  private static func agree(_ row: Backup, _ stored: Backup) -> Bool {
    var (row, stored) = (row, stored)
    row.replicas = []
    stored.replicas = []
    (row.locked, stored.locked) = (false, false)
    guard areClose(row.createdAt, stored.createdAt), areClose(row.verifiedAt, stored.verifiedAt),
      areClose(row.damagedAt, stored.damagedAt)
    else { return false }
    row.createdAt = stored.createdAt
    (row.verifiedAt, row.damagedAt) = (stored.verifiedAt, stored.damagedAt)
    return row == stored
  }

  private static func agree(_ row: Snapshot, _ stored: Snapshot) -> Bool {
    var (row, stored) = (row, stored)
    row.copyingTo = []
    stored.copyingTo = []
    (row.locked, stored.locked) = (false, false)
    guard areClose(row.createdAt, stored.createdAt), areClose(row.verifiedAt, stored.verifiedAt),
      areClose(row.damagedAt, stored.damagedAt)
    else { return false }
    row.createdAt = stored.createdAt
    (row.verifiedAt, row.damagedAt) = (stored.verifiedAt, stored.damagedAt)
    return row == stored
  }

  private static func areClose(_ left: Date?, _ right: Date?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): abs(left.timeIntervalSince(right)) < 1
    default: false
    }
  }
}

// MARK: - Mending

extension StoreComparison {
  private func mend(_ difference: StoreDifference, _ transaction: CatalogTransaction) throws {
    for vault in difference.vaults { try transaction.put(vault) }
    for backup in difference.backups {
      try transaction.put(backup)
      try finishTasks(making: backup.id, transaction)
    }
    for snapshot in difference.snapshots {
      try transaction.put(snapshot)
      try finishTasks(making: snapshot.id, transaction)
    }
    for id in difference.goneBackups {
      if try transaction.backup(id)?.status == .deleting { try noteDeletion(of: id, transaction) }
      try transaction.removeBackup(id)
    }
    for id in difference.goneSnapshots {
      if try transaction.snapshot(id)?.state == .toRecycle { try noteDeletion(of: id, transaction) }
      try transaction.removeSnapshot(id)
    }
    for id in difference.goneVaults {
      if try transaction.vault(id)?.status == .deleting { try noteDeletion(of: id, transaction) }
      try transaction.removeVault(id)
    }
    for entry in difference.ledger { try transaction.put(entry) }
  }

  /// The store has what a task was to make: its publication was cut off after the first of two steps.
  private func finishTasks(making id: String, _ transaction: CatalogTransaction) throws {
    for var task in try transaction.tasks(touching: id, limit: 50)
    where task.target?.id == id && !task.status.hasEnded {
      task.finish(at: premises.clock.now)
      try transaction.put(task)
      if let entry = task.ledgerEntry(at: premises.clock.now) {
        try transaction.put(entry.note)
        premises.appendLedger(entry.note, in: entry.source)
      }
      try transaction.appendAudit(premises.audit("publish", task, outcome: "finished after a crash"))
    }
  }

  /// Deletions that were cut off are finished, vaults that the store lost are written again.
  private func finishInStore(_ difference: StoreDifference) throws {
    guard store.isWritable else { return }
    for vault in difference.lostVaults { try store.putVault(vault) }
    for id in difference.halfDeletedBackups {
      try store.removeBackup(id)
      try premises.catalog.write(durable: true) { transaction in
        try transaction.removeBackup(id)
        try noteDeletion(of: id, transaction)
      }
    }
    for id in difference.halfDeletedSnapshots {
      try store.removeSnapshot(id)
      try premises.catalog.write(durable: true) { transaction in
        try transaction.removeSnapshot(id)
        try noteDeletion(of: id, transaction)
      }
    }
    for id in difference.halfDeletedVaults {
      try store.removeVault(id)
      try premises.catalog.write(durable: true) { transaction in
        try transaction.removeVault(id)
        try noteDeletion(of: id, transaction)
      }
    }
  }

  /// Who had asked for it stands in an earlier line.
  private func noteDeletion(of id: String, _ transaction: CatalogTransaction) throws {
    let finisher = Operator(user: NSUserName(), host: ProcessInfo.processInfo.hostName)
    try transaction.appendAudit(
      AuditEntry(
        date: premises.clock.now, requester: finisher, action: "delete", subject: id, region: region,
        outcome: "finished after a crash"))
  }

  /// Sessions of tasks that are over, or that a lost catalog forgot, would protect garbage for ever.
  private func endOrphanedSessions(_ sessions: [String]) throws {
    for id in sessions {
      if let task = try premises.catalog.task(id), !task.status.hasEnded { continue }
      guard let claim = try premises.claims.take(id) else { continue }
      defer { claim.release(removing: true) }
      do throws(StoreError) {
        try store.endSession(try store.beginSession(id))
      } catch {
        premises.notices.post("\(region): \(Words.line(error))")
      }
    }
  }
}
