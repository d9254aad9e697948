extension RuleBook {
  /// What forbids deleting a backup or replica: S28, a replica still being made, a use, the last copy.
  ///
  /// - Parameters:
  ///   - tasks: Tasks that touch the backup; ended ones are ignored.
  ///   - images: The images that were made of it: servers are provisioned of its bytes.
  ///   - hasOtherVerifiedCopy: Whether another verified copy of the same data exists in any region.
  ///   - confirmed: Names (or ids) typed to confirm the loss of a last copy.
  public func deletionRefusals(
    _ backup: Backup, tasks: [CloudTask], images: [Image] = [], hasOtherVerifiedCopy: Bool, confirmed: [String]
  ) -> [Refusal] {
    let uses = Uses(of: backup.id, tasks: tasks)
    var refusals = uses.copies.map { task in
      Refusal(
        code: .sourceLocked, message: RuleWording.sourceLocked(task), source: backup.id, region: task.target?.region,
        vault: task.target?.vault)
    }
    if backup.locked, uses.isEmpty {
      let message = RuleWording.lockedElsewhere(backup.name, id: backup.id)
      refusals.append(Refusal(code: .sourceLocked, message: message, source: backup.id))
    }
    refusals += refusalsOfUse(uses, name: backup.name, id: backup.id)
    if let image = images.first {
      let message = RuleWording.neededByImage(backup.name, id: backup.id, image, others: images.count - 1)
      refusals.append(Refusal(code: .inUse, message: message, source: backup.id))
    }
    if backup.status == .deleting || backup.status == .waitingDelete, uses.others.isEmpty {
      let message = RuleWording.alreadyDeleting(backup.name, id: backup.id)
      refusals.append(Refusal(code: .inUse, message: message, source: backup.id))
    }
    if !hasOtherVerifiedCopy, !confirmed.contains(backup.name), !confirmed.contains(backup.id) {
      let message = RuleWording.lastCopy(backup.name, id: backup.id)
      refusals.append(Refusal(code: .lastCopy, message: message, source: backup.id))
    }
    return refusals
  }

  /// What forbids deleting a snapshot: S36, a copy still being made, a use, the last copy; see the one for backups.
  public func deletionRefusals(
    _ snapshot: Snapshot, tasks: [CloudTask], hasOtherVerifiedCopy: Bool, confirmed: [String]
  ) -> [Refusal] {
    let uses = Uses(of: snapshot.id, tasks: tasks)
    var refusals: [Refusal] = []
    var copying: [String] = []
    for region in uses.copies.compactMap({ $0.target?.region }) + snapshot.copyingTo where !copying.contains(region) {
      copying.append(region)
    }
    if !copying.isEmpty || !uses.copies.isEmpty {
      let message = RuleWording.snapshotLocked(snapshot, regions: copying)
      refusals.append(
        Refusal(
          code: .sourceLocked, message: message, source: snapshot.id, region: copying.count == 1 ? copying[0] : nil))
    } else if snapshot.locked, uses.isEmpty {
      let message = RuleWording.lockedElsewhere(snapshot.name, id: snapshot.id)
      refusals.append(Refusal(code: .sourceLocked, message: message, source: snapshot.id))
    }
    refusals += refusalsOfUse(uses, name: snapshot.name, id: snapshot.id)
    if !hasOtherVerifiedCopy, !confirmed.contains(snapshot.name), !confirmed.contains(snapshot.id) {
      let message = RuleWording.lastCopy(snapshot.name, id: snapshot.id)
      refusals.append(Refusal(code: .lastCopy, message: message, source: snapshot.id))
    }
    return refusals
  }

  /// What forbids deleting an image: tasks that provision servers of it.
  ///
  /// - Parameter tasks: Tasks that touch the image; ended ones are ignored.
  public func deletionRefusals(_ image: Image, tasks: [CloudTask]) -> [Refusal] {
    tasks.filter { !$0.status.hasEnded }.map { task in
      Refusal(code: .inUse, message: RuleWording.inUse(image.name, id: image.id, task), source: image.id)
    }
  }

  /// What forbids deleting a vault: tasks that read from it or have reserved room in it (S28), and its contents.
  ///
  /// - Parameter tasks: Tasks that touch the vault; ended ones are ignored.
  public func deletionRefusals(_ vault: Vault, tasks: [CloudTask]) -> [Refusal] {
    let busy = tasks.filter { !$0.status.hasEnded }
    var refusals: [Refusal] = []
    for task in busy where task.source?.vault == vault.id || task.target?.vault == vault.id {
      let message = RuleWording.vaultLocked(vault, task)
      refusals.append(
        Refusal(
          code: .sourceLocked, message: message, source: task.source?.id, region: task.target?.region,
          vault: vault.id))
    }
    if refusals.isEmpty, vault.reserved > 0 {
      let message = RuleWording.vaultReserved(vault)
      refusals.append(
        Refusal(code: .sourceLocked, message: message, region: vault.region, project: vault.project, vault: vault.id))
    }
    if vault.backupCount > 0 {
      let message = RuleWording.vaultNotEmpty(vault)
      refusals.append(
        Refusal(code: .vaultNotEmpty, message: message, region: vault.region, project: vault.project, vault: vault.id))
    }
    if vault.status == .deleting {
      let message = RuleWording.alreadyDeleting(vault.name, id: vault.id)
      refusals.append(
        Refusal(code: .inUse, message: message, region: vault.region, project: vault.project, vault: vault.id))
    }
    return refusals
  }

  /// `target-in-flight` for what is still being made, `in-use` for what something else reads or removes.
  private func refusalsOfUse(_ uses: Uses, name: String, id: String) -> [Refusal] {
    uses.making.map { task in
      Refusal(
        code: .targetInFlight, message: RuleWording.targetInFlight(name, id: id, task), source: id,
        region: task.target?.region, vault: task.target?.vault)
    }
      + uses.others.map { task in
        Refusal(code: .inUse, message: RuleWording.inUse(name, id: id, task), source: id)
      }
  }
}
