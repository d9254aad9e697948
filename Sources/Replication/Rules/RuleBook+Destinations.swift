extension Region {
  /// Whether CBR backups may leave and reach the region (S9).
  public var canReplicate: Bool { replicationCapable && services.contains(.cbr) }
  /// Whether CBS snapshots may leave and reach the region (S31).
  public var canCopySnapshots: Bool { snapshotCopySupported && services.contains(.cbs) }
}

extension Backup {
  /// Whether it is a disk backup or the disk child of a server backup (S8).
  public var isDiskBackup: Bool { type == .disk || parent != nil }
}

extension RuleBook {
  /// The regions a replica of this backup can go to: capable ones, never the source (S10); in the context's order.
  public func destinations(for backup: Backup, regions: [Region]) -> [Region] {
    regions.filter { $0.canReplicate && $0.id != backup.region }
  }

  /// The usable replication vaults of a type in a region and project (S26); in the order given.
  public func vaultCandidates(
    type: ResourceType, region: String, project: String, in vaults: [Vault]
  ) -> [Vault] {
    vaults.filter {
      $0.type == type && $0.protection == .replication && $0.region == region && $0.project == project
        && $0.status.acceptsReplicas
    }
  }

  /// The vault a request means: the one named, or the only candidate; nil if unknown, none or ambiguous (S44).
  public func resolvedVault(_ request: ReplicaRequest, _ facts: ReplicaFacts) -> Vault? {
    resolvedVault(DestinationChoice(request, facts))
  }

  /// S9 for the destination; of the source's own region S11 says enough.
  func capabilityRefusals(_ choice: DestinationChoice) -> [Refusal] {
    guard let region = choice.region, !region.canReplicate, region.id != choice.facts.backup.region else { return [] }
    let capable = choice.facts.regions.filter(\.canReplicate)
    let message = RuleWording.regionNotCapable(choice.place, capable: capable)
    return [Refusal(code: .regionNotCapable, message: message, field: .region)]
  }

  /// S11.
  func sameRegionRefusals(_ choice: DestinationChoice) -> [Refusal] {
    guard choice.regionID == choice.facts.backup.region else { return [] }
    return [Refusal(code: .sameRegion, message: RuleWording.sameRegion(choice.place), field: .region)]
  }

  /// S26 and S27.
  func vaultRefusals(_ choice: DestinationChoice) -> [Refusal] {
    var refusals: [Refusal] = []
    if let message = vaultKindMessage(choice) {
      let vault = choice.vaultID
      refusals.append(
        Refusal(code: .vaultKind, message: message, field: .vault, project: choice.project?.id, vault: vault))
    }
    if let vault = resolvedVault(choice), !vault.autoExpand, choice.facts.backup.size > vault.free {
      let message = RuleWording.vaultCapacity(
        vault, needs: choice.facts.backup.size, unfinished: choice.facts.reservingTasks)
      refusals.append(
        Refusal(code: .vaultCapacity, message: message, field: .vault, project: vault.project, vault: vault.id))
    }
    return refusals
  }

  /// S42–S44: fields that are empty, or that name something the context does not have.
  func choiceRefusals(_ choice: DestinationChoice) -> [Refusal] {
    var refusals: [Refusal] = []
    if choice.regionID.isEmpty {
      let names = destinations(for: choice.facts.backup, regions: choice.facts.regions)
      refusals.append(
        Refusal(code: .regionRequired, message: RuleWording.regionRequired(names), field: .region))
    } else if choice.region == nil {
      let message = RuleWording.unknownRegion(choice.regionID, known: choice.facts.regions)
      refusals.append(Refusal(code: .unknownID, message: message, field: .region))
    }
    if choice.projectIsUnknown, let region = choice.region, let project = choice.projectID {
      let message = RuleWording.unknownProject(project, region: region)
      refusals.append(Refusal(code: .unknownID, message: message, field: .project))
    }
    if choice.vaultID == nil, let message = vaultRequiredMessage(choice) {
      refusals.append(
        Refusal(code: .vaultRequired, message: message, field: .vault, project: choice.project?.id))
    }
    return refusals
  }

  private func resolvedVault(_ choice: DestinationChoice) -> Vault? {
    if choice.vaultID != nil { return choice.namedVault }
    guard !choice.projectIsUnknown else { return nil }
    let candidates = choice.vaultsOfKind.filter(\.status.acceptsReplicas)
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// What S26 has against the vault named, or against there being none; nil if nothing.
  private func vaultKindMessage(_ choice: DestinationChoice) -> String? {
    let type = choice.facts.backup.type
    if choice.vaultID != nil {
      guard let vault = choice.namedVault else {
        guard choice.region != nil, let id = choice.vaultID else { return nil }
        return RuleWording.vaultElsewhere(id, type: type, choice: choice)
      }
      let fits = vault.type == type && vault.protection == .replication && vault.status.acceptsReplicas
      let isHere = choice.region == nil || choice.projectIsUnknown ? true : choice.isHere(vault)
      return fits && isHere ? nil : RuleWording.vaultKind(vault, type: type, choice: choice)
    }
    // "Create one first" would mislead where a vault could not help.
    guard choice.regionIsUsable, !choice.projectIsUnknown, !choice.facts.backup.isDiskBackup else { return nil }
    let vaults = choice.vaultsOfKind
    if vaults.contains(where: \.status.acceptsReplicas) { return nil }
    return RuleWording.noVault(type: type, unusable: vaults, choice: choice)
  }

  /// Whether a vault has to be named, and the sentence that says so (S44).
  private func vaultRequiredMessage(_ choice: DestinationChoice) -> String? {
    if choice.regionID.isEmpty { return RuleWording.vaultNeedsRegion }
    guard choice.region != nil, !choice.projectIsUnknown else { return nil }
    let candidates = choice.vaultsOfKind.filter(\.status.acceptsReplicas)
    return candidates.count > 1 ? RuleWording.vaultRequired(candidates, choice: choice) : nil
  }
}
