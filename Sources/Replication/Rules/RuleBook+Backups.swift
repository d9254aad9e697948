extension RuleBook {
  /// What disables *Create Replica* on a backup's row whatever the destination: S8, S9 (source), S10, S12–S14, S16.
  public func sourceRefusals(_ backup: Backup, regions: [Region]) -> [Refusal] {
    sourceRegionRefusals(backup, regions: regions) + reachRefusals(backup, regions: regions)
      + contentRefusals(backup, regions: regions)
  }

  /// S19 for every destination at once: a backup of which each region it could go to holds a replica, or is getting one.
  ///
  /// Asks the backup's own list of replicas only, so that a menu can ask it of every row.
  public func exhaustionRefusals(_ backup: Backup, regions: [Region]) -> [Refusal] {
    // Most backups end here, and every frame asks.
    if backup.replicas.isEmpty { return [] }
    let places = destinations(for: backup, regions: regions)
    let held = places.compactMap { place in backup.replicas.first { $0.region == place.id } }
    guard !places.isEmpty, held.count == places.count else { return [] }
    let message = RuleWording.replicaEverywhere(held, regions)
    return [Refusal(code: .replicaExists, message: message, field: .region, source: backup.id)]
  }

  /// Everything that forbids a replication, fields included (S8–S27, S38–S44), in the order of the requirements.
  ///
  /// Manual and policy requests get the same verdict but for the ledger's `auto-once` (S21, S25).
  public func refusals(_ request: ReplicaRequest, _ facts: ReplicaFacts) -> [Refusal] {
    let choice = DestinationChoice(request, facts)
    let found =
      sourceRegionRefusals(facts.backup, regions: facts.regions)
      + capabilityRefusals(choice)
      + reachRefusals(facts.backup, regions: facts.regions)
      + sameRegionRefusals(choice)
      + contentRefusals(facts.backup, regions: facts.regions)
      + sourceVaultRefusals(facts)
      + historyRefusals(request, choice)
      + vaultRefusals(choice)
      + fieldRefusals(request)
      + choiceRefusals(choice)
    return found.map { refusal in
      var refusal = refusal
      refusal.source = refusal.source ?? facts.backup.id
      refusal.region = refusal.region ?? (choice.regionID.isEmpty ? nil : choice.regionID)
      refusal.project = refusal.project ?? request.destination.project
      refusal.vault = refusal.vault ?? request.destination.vault
      return refusal
    }
  }

  /// A remark, not a refusal: the name is already used in the destination vault (S39).
  public func nameWarning(_ name: String, vault: Vault, namesInVault: some Sequence<String>) -> String? {
    namesInVault.contains(name) ? RuleWording.duplicateName(name, vault: vault) : nil
  }

  /// S8, and S9 for the source.
  private func sourceRegionRefusals(_ backup: Backup, regions: [Region]) -> [Refusal] {
    var refusals: [Refusal] = []
    if backup.isDiskBackup {
      let message = RuleWording.diskBackup(backup)
      refusals.append(Refusal(code: .diskBackup, message: message, field: .source, source: backup.id))
    }
    let capable = regions.filter(\.canReplicate)
    if !capable.contains(where: { $0.id == backup.region }) {
      let message = RuleWording.regionNotCapable(RuleWording.place(backup.region, regions), capable: capable)
      refusals.append(
        Refusal(code: .regionNotCapable, message: message, field: .source, source: backup.id))
    }
    return refusals
  }

  /// S10.
  private func reachRefusals(_ backup: Backup, regions: [Region]) -> [Refusal] {
    guard destinations(for: backup, regions: regions).isEmpty else { return [] }
    let message = RuleWording.noDestination(RuleWording.place(backup.region, regions))
    return [Refusal(code: .noDestination, message: message, field: .region, source: backup.id)]
  }

  /// S12–S14 together (S15), and S16.
  private func contentRefusals(_ backup: Backup, regions: [Region]) -> [Refusal] {
    var refusals: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refusals.append(Refusal(code: code, message: message, field: .source, source: backup.id))
    }
    if backup.type == .server, !backup.isDiskBackup {
      if backup.resource.kind != .ecs { refuse(.notECS, RuleWording.notECS(backup)) }
      if backup.containsSystemDisk != true { refuse(.noSystemDisk, RuleWording.noSystemDisk(backup)) }
    }
    if backup.status != .available { refuse(.notAvailable, RuleWording.notAvailable(backup)) }
    if backup.kind == .replica { refuse(.alreadyReplica, RuleWording.alreadyReplica(backup, regions)) }
    return refusals
  }

  /// S17 for one backup: an original that lies in a replication vault, against S4; of replicas S16 says it.
  private func sourceVaultRefusals(_ facts: ReplicaFacts) -> [Refusal] {
    guard let vault = facts.sourceVault, vault.protection == .replication, facts.backup.kind != .replica else {
      return []
    }
    let message = RuleWording.replicationVault(vault)
    return [Refusal(code: .replicationVaultSource, message: message, field: .source, vault: vault.id)]
  }

  /// S19, S21 and S24: what has been done before, or is being done.
  private func historyRefusals(_ request: ReplicaRequest, _ choice: DestinationChoice) -> [Refusal] {
    let facts = choice.facts
    var refusals: [Refusal] = []
    if facts.inFlight == nil, let replica = facts.existingReplica, replica.region == choice.regionID {
      let message = RuleWording.replicaExists(replica, facts.regions)
      refusals.append(
        Refusal(code: .replicaExists, message: message, field: .region, project: replica.project))
    }
    if request.trigger == .policy, let entry = facts.ledgerEntry, entry.region == choice.regionID {
      let message = RuleWording.autoOnce(choice.place, date: entry.date)
      refusals.append(Refusal(code: .autoOnce, message: message, field: .region))
    }
    if let other = facts.inFlight {
      let message = RuleWording.requestInFlight(other, place: choice.place)
      refusals.append(Refusal(code: .requestInFlight, message: message, field: .region))
    }
    return refusals
  }

  /// S38 and S41; no name means the default of S40, which is always valid.
  private func fieldRefusals(_ request: ReplicaRequest) -> [Refusal] {
    let name = request.name.map { FieldRules.replicaName($0, countsUTF16: profile.countsUTF16) } ?? []
    return name + FieldRules.replicaDescription(request.description, countsUTF16: profile.countsUTF16)
  }
}
