extension RuleBook {
  /// Which backups of a vault a replication takes along (S17, S62, S63); used by hand and by policies alike (S25).
  ///
  /// What is wrong with the destination or the vault itself refuses the whole and is said once; what is wrong with
  /// single backups stands in `skipped`. Whether all of them fit together is decided at admission, one by one.
  /// - Parameters:
  ///   - facts: The facts of one backup and the destination.
  ///   - alreadyReplicated: Whether the vault has been replicated there before, for clouds that allow it once
  ///     (`vaultOnce`); nil derives it from the replicas its backups have there.
  public func vaultSelection(
    _ vault: Vault, backups: [Backup], destination: Destination, facts: (Backup) -> ReplicaFacts,
    trigger: TaskTrigger, alreadyReplicated: Bool? = nil
  ) -> VaultSelection {
    var selection = VaultSelection()
    if let refusal = vaultSourceRefusal(vault, backups, destination, alreadyReplicated) {
      selection.refused.append(refusal)
    }
    for backup in backups {
      let request = ReplicaRequest(backup: backup.id, destination: destination, trigger: trigger)
      var refusals = refusals(request, facts(backup))
      refusals.removeAll { $0.code == .replicationVaultSource && $0.vault == vault.id }
      for refusal in refusals where Self.concernsWholeVault(refusal) {
        var whole = refusal
        whole.source = nil
        if !selection.refused.contains(whole) { selection.refused.append(whole) }
      }
      selection.skipped += refusals.filter { !Self.concernsWholeVault($0) }
      if refusals.isEmpty {
        selection.eligible.append(backup)
        selection.requests.append(request)
      }
    }
    if !selection.refused.isEmpty {
      selection.requests = []
      selection.eligible = []
    } else if selection.eligible.isEmpty {
      let message = RuleWording.nothingEligible(vault, count: backups.count)
      selection.refused.append(
        Refusal(
          code: .nothingEligible, message: message, field: .source, region: destination.region,
          project: destination.project, vault: vault.id))
    }
    return selection
  }

  /// S17: replication vaults, and a second time where the cloud allows one.
  private func vaultSourceRefusal(
    _ vault: Vault, _ backups: [Backup], _ destination: Destination, _ alreadyReplicated: Bool?
  ) -> Refusal? {
    let message: String
    if vault.protection == .replication {
      message = RuleWording.replicationVault(vault)
    } else if profile.vaultOnce,
      alreadyReplicated ?? backups.contains(where: { $0.replicas.contains { $0.region == destination.region } })
    {
      message = RuleWording.vaultOnce(vault, region: destination.region)
    } else {
      return nil
    }
    return Refusal(
      code: .replicationVaultSource, message: message, field: .source, region: destination.region,
      project: destination.project, vault: vault.id)
  }

  /// Whether a refusal would be the same for every backup of the vault.
  private static func concernsWholeVault(_ refusal: Refusal) -> Bool {
    switch refusal.code {
    case .regionNotCapable, .noDestination, .sameRegion, .regionRequired, .unknownID, .vaultRequired, .vaultKind: true
    default: false
    }
  }
}
