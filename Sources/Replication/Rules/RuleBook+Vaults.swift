extension RuleBook {
  /// What forbids creating a vault (S4, S38): name, region, project, uniqueness, capacity.
  public func vaultRefusals(_ request: VaultRequest, regions: [Region], vaults: [Vault]) -> [Refusal] {
    let region = regions.first { $0.id == request.region }
    var found = FieldRules.resourceName(request.name, field: .name, countsUTF16: profile.countsUTF16)
    if request.region.isEmpty {
      let message = RuleWording.regionRequired(regions.filter { $0.services.contains(.cbr) })
      found.append(Refusal(code: .regionRequired, message: message, field: .region))
    } else if let region {
      found += placeRefusals(request, region: region, vaults: vaults)
    } else {
      let message = RuleWording.unknownRegion(request.region, known: regions)
      found.append(Refusal(code: .unknownID, message: message, field: .region))
    }
    if !profile.vaultCapacity.contains(request.capacity) {
      let message = RuleWording.capacityOutside(request.capacity, allowed: profile.vaultCapacity)
      found.append(Refusal(code: .capacityRange, message: message, field: .capacity))
    }
    return found.map { refusal in
      var refusal = refusal
      refusal.region = request.region.isEmpty ? nil : request.region
      refusal.project = refusal.project ?? request.project
      return refusal
    }
  }

  /// What forbids setting a vault's total capacity: less than used and reserved, out of range, a vault that goes.
  public func expansionRefusals(_ vault: Vault, capacity: Int64) -> [Refusal] {
    var refusals: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refusals.append(
        Refusal(
          code: code, message: message, field: .capacity, region: vault.region, project: vault.project,
          vault: vault.id))
    }
    if !profile.vaultCapacity.contains(capacity) {
      refuse(.capacityRange, RuleWording.capacityOutside(capacity, allowed: profile.vaultCapacity))
    } else if let taken = vault.taken, capacity < taken {
      refuse(.capacityRange, RuleWording.capacityBelow(capacity, vault: vault))
    }
    if vault.status == .deleting { refuse(.inUse, RuleWording.alreadyDeleting(vault.name, id: vault.id)) }
    return refusals
  }

  /// What stands against the region, the project and the name there.
  private func placeRefusals(_ request: VaultRequest, region: Region, vaults: [Vault]) -> [Refusal] {
    var refusals: [Refusal] = []
    if !region.services.contains(.cbr) || !profile.services.contains(.cbr) {
      let message = RuleWording.serviceMissing(region)
      refusals.append(Refusal(code: .serviceMissing, message: message, field: .region))
    }
    let project: Project?
    if let id = request.project {
      project = region.projects.first { $0.id == id }
      if project == nil {
        let message = RuleWording.unknownProject(id, region: region)
        refusals.append(Refusal(code: .unknownID, message: message, field: .project))
      }
    } else {
      project = region.defaultProject
    }
    let taken = vaults.first { vault in
      vault.name == request.name && vault.region == region.id && (project.map { $0.id == vault.project } ?? false)
    }
    if let taken, !request.name.isEmpty {
      let message = RuleWording.nameTaken(taken, region: region)
      refusals.append(
        Refusal(code: .nameTaken, message: message, field: .name, project: taken.project, vault: taken.id))
    }
    return refusals
  }
}

extension Vault {
  /// Bytes used and reserved; nil where a cloud's numbers make no sum.
  var taken: Int64? {
    let (sum, overflow) = used.addingReportingOverflow(reserved)
    return overflow ? nil : sum
  }
}
