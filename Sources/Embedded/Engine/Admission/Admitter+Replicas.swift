import Catalog
import Replication

extension Admitter {
  /// A request that may go, with everything it left open filled in.
  struct ReplicaChoice {
    var backup: Backup
    var vault: Vault
    var name: String
  }

  /// All refusals, or the choice.
  func judge(_ request: ReplicaRequest, _ transaction: CatalogTransaction) throws -> (ReplicaChoice?, [Refusal]) {
    guard let facts = try transaction.replicaFacts(for: request) else {
      return (nil, try refusalsWithoutSource(request, transaction))
    }
    let refused = rules.refusals(request, facts)
    guard refused.isEmpty, let vault = rules.resolvedVault(request, facts) else { return (nil, refused) }
    let name = request.name ?? DefaultNames.replica(of: facts.backup)
    return (ReplicaChoice(backup: facts.backup, vault: vault, name: name), [])
  }

  /// Admits one replication.
  func admit(_ request: ReplicaRequest) throws -> Verdict {
    try premises.catalog.write(durable: true) { transaction in
      let again = try retryRefusals(transaction)
      let (choice, refused) = try judge(request, transaction)
      guard let choice, again.isEmpty else { return Verdict(refused: again + refused) }
      let replica = replica(of: choice, request)
      let task = task(
        .replication,
        source: TaskEndpoint(
          id: choice.backup.id, name: choice.backup.name, region: choice.backup.region, vault: choice.backup.vault.id),
        target: TaskEndpoint(id: replica.id, name: replica.name, region: replica.region, vault: choice.vault.id),
        trigger: request.trigger, bytes: choice.backup.size)
      try grow(choice.vault, by: choice.backup.size, transaction)
      try transaction.put(replica)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// The row that stands in the destination from the start (S56).
  private func replica(of choice: ReplicaChoice, _ request: ReplicaRequest) -> Backup {
    Backup(
      id: targetID(), name: choice.name, description: request.description, type: choice.backup.type, kind: .replica,
      status: .waitingProtect, region: choice.vault.region, project: choice.vault.project,
      vault: NamedReference(id: choice.vault.id, name: choice.vault.name), resource: choice.backup.resource,
      size: choice.backup.size, containsSystemDisk: choice.backup.containsSystemDisk, disks: choice.backup.disks,
      createdAt: choice.backup.createdAt,
      source: SourceLink(id: choice.backup.id, region: choice.backup.region), openedLive: choice.backup.openedLive,
      policy: lineage.policy)
  }

  /// Lifts the capacity of a vault that expands by itself (S27).
  func grow(_ vault: Vault, by size: Int64, _ transaction: CatalogTransaction) throws {
    guard vault.autoExpand, vault.free < size else { return }
    var grown = vault
    grown.capacity = vault.used + vault.reserved + size
    try transaction.put(grown)
  }

  /// What can be said of a request whose backup is unknown: the other rules that need no source are not hidden.
  private func refusalsWithoutSource(_ request: ReplicaRequest, _ transaction: CatalogTransaction) throws -> [Refusal] {
    let regions = try transaction.regions()
    let destination = request.destination
    var nobody = Backup(
      id: request.backup, name: "", type: .server, status: .available, region: "", project: "",
      vault: NamedReference(id: "", name: ""), resource: ResourceReference(id: "", name: "", kind: .ecs), size: 0,
      createdAt: premises.clock.now)
    nobody.containsSystemDisk = true
    let facts = ReplicaFacts(
      backup: nobody, regions: regions, destinationVaults: try transaction.vaults(region: destination.region))
    let others = rules.refusals(request, facts).filter { refusal in
      switch refusal.code {
      case .unknownID, .regionRequired, .nameLength, .nameCharacters, .descriptionLength, .descriptionCharacters: true
      case .regionNotCapable: refusal.field == .region
      default: false
      }
    }
    let region = destination.region.isEmpty ? nil : destination.region
    return [EngineRefusals.unknown("backup", request.backup, region: region)] + others
  }
}
