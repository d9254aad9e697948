public import struct Foundation.Date

extension RuleBook {
  /// Makes a policy of a request, or says everything that forbids it.
  ///
  /// - Parameters:
  ///   - former: The policy that is changed; nil for a new one.
  ///   - others: All policies of the context.
  ///   - vaults: The vaults of all regions.
  public func policy(
    _ request: PolicyRequest, id: String, former: Policy?, others: [Policy], regions: [Region], vaults: [Vault],
    at now: Date
  ) -> (policy: Policy?, refused: [Refusal]) {
    var refused: [Refusal] = []
    let name = request.name ?? former?.name ?? ""
    refused += FieldRules.resourceName(name, field: .name)
    if others.contains(where: { $0.name == name && $0.id != id }) {
      refused.append(Refusal(code: .nameTaken, message: RuleWording.policyNameTaken(name), field: .name))
    }
    let operation = former?.operation ?? request.operation ?? .replication
    if let wanted = request.operation, let former, wanted != former.operation {
      refused.append(Refusal(code: .policyField, message: RuleWording.operationFixed(former)))
    }
    let schedule = schedule(request, former: former, at: now, &refused)
    let destination = operation == .replication ? request.destination ?? former?.destination : nil
    if operation != .replication, request.destination != nil {
      let message = operation == .backup ? RuleWording.destinationOfBackup : RuleWording.destinationOfDrill
      refused.append(Refusal(code: .policyField, message: message, field: .region))
    }
    if operation == .replication { refused += destinationRefusals(destination, regions: regions, vaults: vaults) }
    if let home = former?.region ?? request.region, destination?.region == home {
      let message = RuleWording.sameRegion(RuleWording.place(home, regions))
      refused.append(Refusal(code: .sameRegion, message: message, field: .region, region: home))
    }
    let retention = request.retention ?? former?.retention ?? .everything
    refused += retentionRefusals(retention, operation)
    let drill = sample(request, operation, former, &refused)
    guard let schedule else { return (nil, refused) }
    let isEnabled = request.isEnabled ?? former?.isEnabled ?? true
    // What passed before a change was not meant by it.
    let isNewTime = former?.schedule != schedule || (isEnabled && former?.isEnabled == false)
    let policy = Policy(
      id: id, name: name, operation: operation, isEnabled: isEnabled, schedule: schedule,
      since: isNewTime ? now : former?.since ?? now, missed: request.missed ?? former?.missed ?? .once,
      destination: destination, retention: retention,
      allowOpen: request.allowOpen ?? former?.allowOpen ?? false, drill: drill, vaults: former?.vaults ?? [],
      region: former?.region ?? request.region, project: former?.project)
    for application in policy.vaults where request.destination != nil {
      refused += applicationRefusals(policy, to: application.vault, others: others, regions: regions, vaults: vaults)
    }
    return refused.isEmpty ? (policy, []) : (nil, refused)
  }

  /// Everything that forbids applying a policy to a vault: one replication policy a vault and destination region.
  public func applicationRefusals(
    _ policy: Policy, to id: String, others: [Policy], regions: [Region], vaults: [Vault]
  ) -> [Refusal] {
    guard let vault = vaults.first(where: { $0.id == id }) else {
      return [Refusal(code: .unknownID, message: RuleWording.unknownVault(id), field: .vault, vault: id)]
    }
    var refused: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refused.append(
        Refusal(
          code: code, message: message, field: .vault, region: policy.destination?.region,
          project: policy.destination?.project, vault: id))
    }
    switch (policy.operation, vault.protection) {
    case (.replication, .replication): refuse(.replicationVaultSource, RuleWording.replicationVault(vault))
    case (.backup, .replication): refuse(.policyVault, RuleWording.backupIntoReplicas(vault))
    case (.drill, _), (_, .backup): break
    }
    if vault.status == .deleting { refuse(.policyVault, RuleWording.alreadyDeleting(vault.name, id: vault.id)) }
    guard policy.operation == .replication, let destination = policy.destination else { return refused }
    if vault.type == .disk { refuse(.diskBackup, RuleWording.diskVault(vault)) }
    if destination.region == vault.region {
      refuse(.sameRegion, RuleWording.sameRegion(RuleWording.place(vault.region, regions)))
    }
    if regions.first(where: { $0.id == vault.region })?.canReplicate != true {
      let capable = regions.filter(\.canReplicate)
      let place = RuleWording.place(vault.region, regions)
      refuse(.regionNotCapable, RuleWording.regionNotCapable(place, capable: capable))
    }
    if let target = vaults.first(where: { $0.id == destination.vault }), target.type != vault.type {
      refuse(.vaultKind, RuleWording.policyVaultType(vault, target: target))
    }
    let other = others.first { other in
      other.id != policy.id && other.operation == .replication && other.destination?.region == destination.region
        && other.vaults.contains { $0.vault == id }
    }
    if let other { refuse(.policyApplied, RuleWording.policyApplied(vault, other: other, region: destination.region)) }
    return refused
  }

  private func retentionRefusals(_ retention: Retention, _ operation: PolicyOperation) -> [Refusal] {
    guard operation == .drill, !retention.keepsEverything else { return retention.refusals }
    return [Refusal(code: .policyField, message: RuleWording.retentionOfDrill, field: .retention)]
  }

  /// How much drills rebuild: a drill policy without a number rebuilds everything, others without one nothing.
  private func sample(
    _ request: PolicyRequest, _ operation: PolicyOperation, _ former: Policy?, _ refused: inout [Refusal]
  ) -> Int? {
    let wanted = request.drill ?? former?.drill ?? (operation == .drill ? 100 : 0)
    if wanted == 0, operation != .drill { return nil }
    if !(1...100).contains(wanted) {
      refused.append(Refusal(code: .policyField, message: RuleWording.drillShare(wanted), field: .sample))
    }
    return wanted
  }

  private func schedule(
    _ request: PolicyRequest, former: Policy?, at now: Date, _ refused: inout [Refusal]
  ) -> Schedule? {
    var rule: Recurrence?
    var zone: NamedZone?
    do throws(ScheduleError) {
      rule = if let text = request.schedule { try Recurrence(text) } else { former?.schedule.rule }
      if rule == nil { throw .frequency("") }
    } catch {
      refused.append(error.refusal)
    }
    do throws(ScheduleError) {
      zone = if let name = request.timeZone { try NamedZone(name) } else { former?.schedule.zone }
      if zone == nil { throw .zone("") }
    } catch {
      refused.append(error.refusal)
    }
    guard let rule, let zone else { return nil }
    let isSame = rule == former?.schedule.rule && zone == former?.schedule.zone
    let start = isSame ? former?.schedule.start : nil
    return Schedule(rule: rule, zone: zone, start: start ?? zone.day(of: now))
  }

  private func destinationRefusals(_ destination: Destination?, regions: [Region], vaults: [Vault]) -> [Refusal] {
    guard let destination, !destination.region.isEmpty else {
      let message = RuleWording.regionRequired(regions.filter(\.canReplicate))
      return [Refusal(code: .regionRequired, message: message, field: .region)]
    }
    var refused: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String, _ field: RequestField) {
      refused.append(
        Refusal(
          code: code, message: message, field: field, region: destination.region, project: destination.project,
          vault: destination.vault))
    }
    guard let region = regions.first(where: { $0.id == destination.region }) else {
      refuse(.unknownID, RuleWording.unknownRegion(destination.region, known: regions), .region)
      return refused
    }
    if !region.canReplicate {
      let place = RuleWording.place(region.id, regions)
      refuse(.regionNotCapable, RuleWording.regionNotCapable(place, capable: regions.filter(\.canReplicate)), .region)
    }
    if let project = destination.project, !region.projects.contains(where: { $0.id == project }) {
      refuse(.unknownID, RuleWording.unknownProject(project, region: region), .project)
    }
    guard let id = destination.vault else { return refused }
    guard let vault = vaults.first(where: { $0.id == id }) else {
      refuse(.unknownID, RuleWording.unknownVault(id), .vault)
      return refused
    }
    let project = destination.project ?? region.defaultProject?.id
    let fits =
      vault.protection == .replication && vault.region == region.id && vault.project == project
      && vault.status.acceptsReplicas
    if !fits { refuse(.vaultKind, RuleWording.policyTarget(vault, region: region.id), .vault) }
    return refused
  }

  /// The refusal of a policy that has tried often enough and leaves it to the operator (S22).
  public func retriesUsed(failures: Int, cause: String, backup: String, region: String) -> Refusal {
    Refusal(
      code: .retryLimit, message: RuleWording.retriesUsed(region, failures: failures, cause: cause), field: .source,
      source: backup, region: region)
  }
}
