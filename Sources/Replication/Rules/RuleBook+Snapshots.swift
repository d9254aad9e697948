extension RuleBook {
  /// What disables *Cross-region replication* on a snapshot's row whatever the target: S30, S31 (source), S33, S34.
  public func sourceRefusals(_ snapshot: Snapshot, regions: [Region]) -> [Refusal] {
    grantRefusals(snapshot, regions: regions) + stateRefusals(snapshot)
  }

  /// Everything that forbids a copy, fields included (S11, S30–S37, S45, S47), in the order of the requirements.
  public func refusals(_ request: SnapshotCopyRequest, _ facts: SnapshotFacts) -> [Refusal] {
    let snapshot = facts.snapshot
    let regions = facts.regions
    let target = regions.first { $0.id == request.region }
    var found = sameRegionRefusals(snapshot, target: request.region, regions: regions)
    found += grantRefusals(snapshot, regions: regions)
    if let target { found += supportRefusals(snapshot, to: target, regions: regions) }
    found += stateRefusals(snapshot)
    if let target { found += quotaRefusals(snapshot, to: target, regions: regions) }
    if let percent = facts.runningCopyPercent {
      let message = RuleWording.copyInProgress(RuleWording.place(request.region, regions), percent: percent)
      found.append(Refusal(code: .copyInProgress, message: message, field: .region))
    }
    if let name = request.name {
      found += FieldRules.snapshotName(name, countsUTF16: profile.countsUTF16)
    }
    if request.region.isEmpty {
      let message = RuleWording.regionRequired(copyTargets(for: snapshot, regions: regions))
      found.append(Refusal(code: .regionRequired, message: message, field: .region))
    } else if target == nil {
      let message = RuleWording.unknownRegion(request.region, known: regions)
      found.append(Refusal(code: .unknownID, message: message, field: .region))
    }
    return found.map { refusal in
      var refusal = refusal
      refusal.source = refusal.source ?? snapshot.id
      refusal.region = refusal.region ?? (request.region.isEmpty ? nil : request.region)
      return refusal
    }
  }

  /// The regions shown as targets of a copy: all that offer CBS, but the source (S31, S47); in the context's order.
  public func copyTargets(for snapshot: Snapshot, regions: [Region]) -> [Region] {
    regions.filter { $0.services.contains(.cbs) && $0.id != snapshot.region }
  }

  /// What forbids one target region, shown at the choice already: S11, S31, S32, S35 (S67).
  public func targetRefusals(_ snapshot: Snapshot, to region: Region, regions: [Region]) -> [Refusal] {
    sameRegionRefusals(snapshot, target: region.id, regions: regions)
      + supportRefusals(snapshot, to: region, regions: regions)
      + quotaRefusals(snapshot, to: region, regions: regions)
  }

  private func sameRegionRefusals(_ snapshot: Snapshot, target: String, regions: [Region]) -> [Refusal] {
    guard target == snapshot.region else { return [] }
    let message = RuleWording.sameRegion(RuleWording.place(target, regions), copies: true)
    return [Refusal(code: .sameRegion, message: message, field: .region, source: snapshot.id, region: target)]
  }

  /// S30, and S31 for the source.
  private func grantRefusals(_ snapshot: Snapshot, regions: [Region]) -> [Refusal] {
    var refusals: [Refusal] = []
    if !profile.betaGranted {
      refusals.append(
        Refusal(code: .betaNotGranted, message: RuleWording.betaNotGranted, source: snapshot.id))
    }
    if regions.first(where: { $0.id == snapshot.region })?.canCopySnapshots != true {
      let message = RuleWording.regionUnsupported(
        RuleWording.place(snapshot.region, regions), supported: regions.filter(\.canCopySnapshots))
      refusals.append(
        Refusal(code: .regionUnsupported, message: message, field: .source, source: snapshot.id))
    }
    return refusals
  }

  /// S31 and S32 for a target.
  private func supportRefusals(_ snapshot: Snapshot, to target: Region, regions: [Region]) -> [Refusal] {
    var refusals: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refusals.append(
        Refusal(code: code, message: message, field: .region, source: snapshot.id, region: target.id))
    }
    // The source's own region is refused as such already.
    if !target.canCopySnapshots, target.id != snapshot.region {
      let supported = regions.filter { $0.canCopySnapshots && $0.id != snapshot.region }
      refuse(.regionUnsupported, RuleWording.regionUnsupported(target.label, supported: supported))
    }
    if let source = regions.first(where: { $0.id == snapshot.region }), source.zone != target.zone {
      refuse(.financeZone, RuleWording.financeZone(from: source, to: target, regions: regions))
    }
    return refusals
  }

  /// S33 and S34.
  private func stateRefusals(_ snapshot: Snapshot) -> [Refusal] {
    var refusals: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refusals.append(Refusal(code: code, message: message, field: .source, source: snapshot.id))
    }
    if snapshot.usage == .system, profile.refusesSystemDiskSnapshots {
      refuse(.systemDiskSnapshot, RuleWording.systemDiskSnapshot(snapshot))
    }
    if snapshot.state != .normal { refuse(.snapshotState, RuleWording.snapshotState(snapshot)) }
    if snapshot.shared { refuse(.snapshotState, RuleWording.sharedSnapshot(snapshot)) }
    return refusals
  }

  /// S35.
  private func quotaRefusals(_ snapshot: Snapshot, to target: Region, regions: [Region]) -> [Refusal] {
    guard let quota = target.snapshotQuota, target.snapshotsUsed >= quota else { return [] }
    let message = RuleWording.snapshotQuota(target, quota: quota)
    return [Refusal(code: .snapshotQuota, message: message, field: .region, source: snapshot.id, region: target.id)]
  }
}
