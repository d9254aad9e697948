import Catalog
import Replication

extension Admitter {
  /// A registered resource as a backup sees it.
  struct Resource {
    var reference: ResourceReference
    var region: String
    var project: String
    var disks: [Disk] = []
    /// The folder of a file system.
    var tree: String?
  }

  /// Admits a backup of a registered server, disk or file system.
  func admit(_ request: BackupRequest) throws -> Verdict {
    guard let resource = try resource(request) else { return Verdict(refused: try refusalsWithoutResource(request)) }
    let files = try resource.tree.map { path throws(StoreError) in try TreeSurvey.size(of: path) } ?? 0
    let size = try resource.disks.reduce(files) { try $0 + DiskFile.size(of: $1.path, forcedRaw: $1.forcedRaw) }
    // Asked before the transaction, which a slow disk must not hold up; refusals come first.
    let store = Result { () throws(EngineError) in try premises.stores.writable(resource.region) }
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(disks: resource.disks, allowOpen: request.allowOpen, tree: resource.tree), as: id) {
      transaction in
      let vault = try transaction.vault(request.vault)
      let refused = try retryRefusals(transaction) + refusals(request, resource, vault, size, transaction)
      guard refused.isEmpty, let vault else { return Verdict(refused: refused) }
      _ = try store.get()
      return Verdict(task: try admit(request, resource, vault, size: size, task: id, transaction))
    }
  }

  private func resource(_ request: BackupRequest) throws -> Resource? {
    let file = try premises.contextFile()
    if request.type == .server {
      return file.servers.first { $0.id == request.resource }.map {
        Resource(
          reference: ResourceReference(id: $0.id, name: $0.name, kind: $0.kind), region: $0.region,
          project: $0.project, disks: $0.disks)
      }
    }
    if request.type == .turbo {
      return file.fileSystems.first { $0.id == request.resource }.map {
        Resource(
          reference: ResourceReference(id: $0.id, name: $0.name, kind: .turbo), region: $0.region,
          project: $0.project, tree: $0.path)
      }
    }
    return file.allDisks.first { $0.id == request.resource }.map {
      Resource(
        reference: ResourceReference(id: $0.id, name: $0.name, kind: .disk), region: $0.region, project: $0.project,
        disks: [$0])
    }
  }

  private func refusalsWithoutResource(_ request: BackupRequest) throws -> [Refusal] {
    var refused = [EngineRefusals.unknown(request.type.rawValue, request.resource)]
    if request.vault.isEmpty {
      refused.append(EngineRefusals.vaultRequired(region: "", project: nil))
    } else if try premises.catalog.vault(request.vault) == nil {
      refused.append(EngineRefusals.unknown("vault", request.vault, field: .vault))
    }
    return refused + (request.name.map { FieldRules.resourceName($0, field: .name) } ?? [])
  }

  private func refusals(
    _ request: BackupRequest, _ resource: Resource, _ vault: Vault?, _ size: Int64, _ transaction: CatalogTransaction
  ) throws -> [Refusal] {
    var refused: [Refusal] = []
    if let region = try transaction.regions().first(where: { $0.id == resource.region }),
      !region.services.contains(.cbr)
    {
      refused.append(EngineRefusals.serviceMissing(.cbr, region: region))
    }
    if let vault {
      let fits =
        vault.protection == .backup && vault.type == request.type && vault.region == resource.region
        && vault.project == resource.project && vault.status == .available
      if !fits {
        refused.append(
          EngineRefusals.vaultKind(vault, needed: request.type, region: resource.region, project: resource.project))
      } else if !vault.autoExpand, size > vault.free {
        refused.append(EngineRefusals.vaultCapacity(vault, size: size))
      }
    } else if request.vault.isEmpty {
      refused.append(EngineRefusals.vaultRequired(region: resource.region, project: resource.project))
    } else {
      refused.append(EngineRefusals.unknown("vault", request.vault, field: .vault, region: resource.region))
    }
    return refused + (request.name.map { FieldRules.resourceName($0, field: .name) } ?? [])
  }

  private func admit(
    _ request: BackupRequest, _ resource: Resource, _ vault: Vault, size: Int64, task id: String,
    _ transaction: CatalogTransaction
  ) throws -> CloudTask {
    let now = premises.clock.now
    let name = request.name ?? DefaultNames.backup(of: resource.reference.name, at: now)
    let backup = Backup(
      id: targetID(), name: name, type: request.type, status: .waitingProtect, region: resource.region,
      project: resource.project, vault: NamedReference(id: vault.id, name: vault.name), resource: resource.reference,
      size: size, containsSystemDisk: resource.disks.contains { $0.usage == .system },
      disks: resource.disks.map { DiskSummary(name: $0.name, usage: $0.usage, size: 0) }, createdAt: now,
      policy: lineage.policy)
    let task = task(
      .backup, id: id,
      source: TaskEndpoint(id: resource.reference.id, name: resource.reference.name, region: resource.region),
      target: TaskEndpoint(id: backup.id, name: name, region: backup.region, vault: vault.id), bytes: size)
    try grow(vault, by: size, transaction)
    try transaction.put(backup)
    try put(task, transaction)
    return task
  }
}

extension ContextFile {
  /// Single disks and those of servers.
  var allDisks: [Disk] { disks + servers.flatMap(\.disks) }
}
