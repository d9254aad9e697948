import Replication

import struct Foundation.Date

/// Turns the cloud's answers into rows of the catalog; what a cloud makes up is bounded, never trusted.
struct CatalogRows {
  let place: HuaweiPlace
  /// Names of vaults by id; a backup names its vault by the id alone.
  let vaultNames: [String: String]
  let now: Date

  /// A backup and the disk backups within it.
  func backups(_ row: CBRBackup) -> [Backup] {
    let whole = backup(row, parent: row.parentId)
    return [whole] + (row.children?.rows ?? []).map { backup($0, parent: row.id) }
  }

  private func backup(_ row: CBRBackup, parent: String?) -> Backup {
    let (type, kind) = Self.resource(row.resourceType ?? "")
    let vault = row.vaultId ?? ""
    return Backup(
      id: row.id, name: row.name, description: row.description ?? "", type: type, kind: Self.kind(row.imageType),
      status: BackupStatus(rawValue: row.status), region: place.region, project: row.projectId ?? place.project,
      vault: NamedReference(id: vault, name: vaultNames[vault] ?? vault),
      resource: ResourceReference(id: row.resourceId ?? "", name: row.resourceName ?? "", kind: kind),
      size: Self.bytes(row.resourceSize, shift: 30), containsSystemDisk: row.extendInfo?.containSystemDisk,
      createdAt: Self.date(row.createdAt) ?? Self.date(row.updatedAt) ?? Date(timeIntervalSince1970: 0),
      parent: parent)
  }

  /// A vault; nil for kinds this program has no word for (workspaces, databases, other hypervisors).
  func vault(_ row: CBRVault) -> Vault? {
    guard let type = row.billing?.objectType.flatMap(ResourceType.init) else { return nil }
    return Vault(
      id: row.id, name: row.name, type: type,
      // An unknown word counts as what allows least: nothing is replicated out of it.
      protection: row.billing?.protectType == "backup" ? .backup : .replication,
      status: VaultStatus(rawValue: row.billing?.status ?? ""), region: place.region,
      project: row.projectId ?? place.project, capacity: Self.bytes(row.billing?.size, shift: 30),
      used: Self.bytes(row.billing?.used, shift: 20), autoExpand: row.autoExpand ?? false,
      createdAt: Self.date(row.createdAt) ?? Date(timeIntervalSince1970: 0))
  }

  /// The task of a replication record; what an earlier row knew besides is kept.
  func task(_ record: CBRReplicationRecord, of source: Backup, known: CloudTask?) -> CloudTask {
    let status = ReplicationRecordStatus(rawValue: record.status)
    let target = TaskEndpoint(
      id: record.destinationBackupId ?? record.id, name: known?.target?.name ?? source.name,
      region: record.destinationRegion ?? "", vault: record.destinationVaultId)
    let policy = record.extraInfo?.autoTrigger ?? false
    var task =
      known
      ?? CloudTask(
        id: record.id, type: .replication, status: .waiting, trigger: policy ? .policy : .manual,
        requestedBy: Operator(user: policy ? "policy" : "account", host: "huaweicloud"),
        createdAt: Self.date(record.createdAt) ?? now)
    task.source = TaskEndpoint(id: source.id, name: source.name, region: source.region, vault: source.vault.id)
    task.target = target
    task.bytesTotal = source.size
    task.bytesTransferred = nil
    advance(&task, to: status.taskStatus, progress: record.extraInfo?.progress)
    task.noteProgress(since: known, now: now)
    task.error = task.status == .failed ? Self.words(record.extraInfo?.failReason, record.extraInfo?.failCode) : nil
    if task.status == .skipped {
      task.error =
        record.extraInfo?.failReason.map { Self.words($0, record.extraInfo?.failCode) }
        ?? "Huawei Cloud left it out and gives no reason."
    }
    // A word of the future is shown as it came.
    if status.label == record.status { task.note = record.status }
    return task
  }

  /// The row of a replica that does not exist yet (S56): it has the record's id until the cloud names its own.
  func placeholder(_ task: CloudTask, of source: Backup, project: String, description: String = "") -> Backup? {
    guard let target = task.target, !task.status.hasEnded else { return nil }
    return Backup(
      id: target.id, name: target.name, description: description, type: source.type, kind: .replica,
      status: task.status == .waiting ? .waitingProtect : .protecting, region: target.region, project: project,
      vault: NamedReference(id: target.vault ?? "", name: vaultNames[target.vault ?? ""] ?? target.vault ?? ""),
      resource: source.resource, size: source.size, containsSystemDisk: source.containsSystemDisk,
      createdAt: source.createdAt, source: SourceLink(id: source.id, region: source.region))
  }

  /// The task of an operation that is no replication; nil for those, which their records tell better.
  func task(_ row: CBROperation, known: CloudTask?) -> CloudTask? {
    guard let type = Self.types[row.operationType ?? ""] else { return nil }
    let subject = row.extraInfo?.backup ?? row.extraInfo?.delete
    var task =
      known
      ?? CloudTask(
        id: row.id, type: type, status: .waiting, trigger: row.policyId == nil ? .manual : .policy,
        requestedBy: Operator(user: row.policyId == nil ? "account" : "policy", host: "huaweicloud"),
        bytesTransferred: nil, createdAt: Self.date(row.createdAt) ?? now)
    let resource = row.extraInfo?.resource
    task.source = TaskEndpoint(
      id: subject?.backupId ?? resource?.id ?? row.vaultId ?? "",
      name: subject?.backupName ?? resource?.name ?? row.vaultName ?? "", region: place.region, vault: row.vaultId)
    task.startedAt = Self.date(row.startedAt)
    task.endedAt = Self.date(row.endedAt)
    advance(&task, to: Self.statuses[row.status] ?? .running, progress: row.extraInfo?.common?.progress)
    task.error = task.status == .failed ? Self.words(row.errorInfo?.message, row.errorInfo?.code) : nil
    task.note =
      Self.statuses[row.status] == nil || row.status == "timeout" ? row.status : Self.notes[row.operationType ?? ""]
    return task
  }

  /// Whole percents are all a live cloud says; without a size a hundred stands for it.
  private func advance(_ task: inout CloudTask, to status: TaskStatus, progress: Double?) {
    if status.hasEnded, task.endedAt == nil, !task.status.hasEnded, task.createdAt < now, task.startedAt != nil {
      task.endedAt = now
    }
    if status == .running, task.startedAt == nil { task.startedAt = now }
    task.status = status
    switch status {
    case .waiting: task.phase = .queued
    case .success, .failed, .skipped, .cancelled: task.phase = .done
    default: task.phase = .writing
    }
    if task.bytesTotal <= 0 { task.bytesTotal = 100 }
    let percent = status == .success ? 100 : min(100, max(0, progress.map { $0.isFinite ? $0 : 0 } ?? 0))
    task.bytesDone = Int64(Double(task.bytesTotal) * percent / 100)
  }

  private static let types: [String: TaskType] = [
    "backup": .backup, "copy": .copy, "delete": .delete, "vault_delete": .delete, "remove_resource": .delete,
    "restore": .provision, "sync": .importing,
  ]

  /// Types of the vendor's that share one of ours are told by their own word.
  private static let notes = [
    "vault_delete": "vault_delete", "remove_resource": "remove_resource", "restore": "restore", "sync": "sync",
  ]

  private static let statuses: [String: TaskStatus] = [
    "success": .success, "skipped": .skipped, "failed": .failed, "running": .running, "timeout": .failed,
    "waiting": .waiting,
  ]

  private static func kind(_ word: String?) -> BackupKind {
    // A word that nobody knows counts as what allows least.
    word == nil || word == "backup" ? .backup : .replica
  }

  private static func resource(_ word: String) -> (ResourceType, ResourceKind) {
    switch word {
    case "OS::Nova::Server": (.server, .ecs)
    case "OS::Ironic::BareMetalServer": (.server, .bms)
    case "OS::Native::Server": (.server, .native)
    case "OS::Workspace::DesktopV2": (.server, .workspace)
    case "OS::Cinder::Volume": (.disk, .disk)
    case "OS::Sfs::Turbo": (.turbo, .turbo)
    default: (.server, ResourceKind(rawValue: word.isEmpty ? "unknown" : word))
    }
  }

  static func words(_ reason: String?, _ code: String?) -> String {
    let reason = reason.flatMap { $0.isEmpty ? nil : $0 }
    let code = code.flatMap { $0.isEmpty ? nil : HuaweiCodes.normal($0) }
    switch (reason, code) {
    case (let reason?, let code?): return "\(reason) (\(code))"
    case (let words?, nil), (nil, let words?): return words
    case (nil, nil): return "The cloud gave no reason."
    }
  }

  static func date(_ text: String?) -> Date? { text.flatMap(CloudTime.parse) }

  private static func bytes(_ amount: Double?, shift: Int) -> Int64 {
    guard let amount, amount.isFinite, amount > 0 else { return 0 }
    // No vault holds more than an exbibyte.
    return Int64(min(amount * Double(1 << shift), Double(1 << 60)))
  }
}
