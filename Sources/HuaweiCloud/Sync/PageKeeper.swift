import Catalog
import Replication

import struct Foundation.Date

/// Writes pages of the cloud's answers into the catalog; rows that have not changed are left alone.
struct PageKeeper {
  let catalog: Catalog
  let now: Date

  /// Ended replications older than this are the cloud's history, not ours.
  private static let memory: Double = 30 * 86_400

  /// Puts one page of backups, with what their records say of replicas and tasks.
  ///
  /// - Parameter links: sources of replicas by the replicas' ids, as far as records have told.
  /// - Returns: the ids on the page and whether anything was new or other.
  func put(
    _ page: [CBRBackup], at place: HuaweiPlace, vaultNames: [String: String], links: inout [String: SourceLink]
  ) throws -> (ids: [String], changed: Bool) {
    let rows = CatalogRows(place: place, vaultNames: vaultNames, now: now)
    var ids: [String] = []
    var found = links
    let changed = try catalog.writeBehind(durable: false) { transaction in
      var changed = false
      for row in page {
        for backup in rows.backups(row) {
          ids.append(backup.id)
          changed = try put(backup, link: found[backup.id], transaction) || changed
        }
        let source = rows.backups(row)[0]
        for record in row.replicationRecords?.rows ?? [] {
          changed = try put(record, of: source, rows, &found, transaction) || changed
        }
      }
      return changed
    }
    links = found
    return (ids, changed)
  }

  /// Puts one backup; what the cloud does not repeat (a replica's source) is kept from the row before.
  private func put(_ backup: Backup, link: SourceLink?, _ transaction: CatalogTransaction) throws -> Bool {
    var known = try transaction.backup(backup.id)
    var row = backup
    row.source = link ?? known?.source
    // A replica keeps the moment at which its source was read; the cloud says when it was copied.
    if let source = row.source {
      row.createdAt = try transaction.backup(source.id)?.createdAt ?? known?.createdAt ?? row.createdAt
    }
    row.verifiedAt = known?.verifiedAt
    if row.containsSystemDisk == nil { row.containsSystemDisk = known?.containsSystemDisk }
    known?.replicas = []
    known?.locked = false
    guard row != known else { return false }
    try transaction.put(row)
    return true
  }

  /// Puts the task of a record, and the row of what it makes while the cloud has none.
  private func put(
    _ record: CBRReplicationRecord, of source: Backup, _ rows: CatalogRows, _ links: inout [String: SourceLink],
    _ transaction: CatalogTransaction
  ) throws -> Bool {
    let link = SourceLink(id: source.id, region: source.region)
    if let id = record.destinationBackupId, !id.isEmpty {
      links[id] = link
      if var replica = try transaction.backup(id), replica.source == nil {
        (replica.source, replica.createdAt) = (link, source.createdAt)
        try transaction.put(replica)
      }
    }
    let known = try transaction.task(record.id)
    let task = rows.task(record, of: source, known: known)
    if known == nil, task.status.hasEnded, now.timeIntervalSince(task.createdAt) > Self.memory { return false }
    if task != known { try transaction.put(task) }
    try settle(task, before: known, record, of: source, rows, transaction)
    return task != known
  }

  /// Keeps exactly one row for what a task makes: the placeholder until the cloud names its own, then that.
  private func settle(
    _ task: CloudTask, before known: CloudTask?, _ record: CBRReplicationRecord, of source: Backup,
    _ rows: CatalogRows, _ transaction: CatalogTransaction
  ) throws {
    let isNamed = !(record.destinationBackupId ?? "").isEmpty
    let former = try transaction.backup(record.id)
    if isNamed || task.status.hasEnded {
      if former != nil { try transaction.removeBackup(record.id) }
      guard isNamed, !task.status.hasEnded, let id = task.target?.id, try transaction.backup(id) == nil else { return }
    } else if former != nil, former?.status == (task.status == .waiting ? .waitingProtect : .protecting) {
      return
    }
    let project = record.destinationProjectId ?? former?.project ?? ""
    if let row = rows.placeholder(task, of: source, project: project, description: former?.description ?? "") {
      try transaction.put(row)
    }
  }

  /// Puts the vaults of a region and removes those that are gone.
  func put(_ vaults: [Vault], region: String, projects: Set<String>) throws -> Bool {
    try catalog.writeBehind(durable: false) { transaction in
      var changed = false
      let known = Dictionary(try transaction.vaults(region: region).map { ($0.id, $0) }) { first, _ in first }
      for vault in vaults {
        if let old = known[vault.id], Self.agree(old, vault) { continue }
        try transaction.putReported(vault)
        changed = true
      }
      let present = Set(vaults.map(\.id))
      for old in known.values where projects.contains(old.project) && !present.contains(old.id) {
        try transaction.removeVault(old.id)
        changed = true
      }
      return changed
    }
  }

  /// Removes the backups of a region that a whole listing did not have; what is on its way stays.
  func removeMissing(region: String, present: Set<String>) throws -> Bool {
    try catalog.writeBehind(durable: false) { transaction in
      let gone = try transaction.backupStatuses(region: region).keys.filter { !present.contains($0) }
      guard !gone.isEmpty else { return false }
      let coming = Set(
        try transaction.tasks(statuses: [.waiting, .running]).compactMap(\.target?.id))
      var changed = false
      for id in gone where !coming.contains(id) {
        try transaction.removeBackup(id)
        changed = true
      }
      return changed
    }
  }

  /// Puts tasks that are no replications.
  func put(_ operations: [CBROperation], at place: HuaweiPlace) throws -> Bool {
    let rows = CatalogRows(place: place, vaultNames: [:], now: now)
    return try catalog.writeBehind(durable: false) { transaction in
      var changed = false
      for operation in operations {
        let known = try transaction.task(operation.id)
        guard let task = rows.task(operation, known: known), task != known else { continue }
        try transaction.put(task)
        changed = true
      }
      return changed
    }
  }

  private static func agree(_ one: Vault, _ other: Vault) -> Bool {
    var other = other
    other.reserved = one.reserved
    other.backupCount = one.backupCount
    (other.resourceCount, other.replicatedTo) = (one.resourceCount, one.replicatedTo)
    return one == other
  }
}
