internal import Canvas
internal import Replication

/// Policies as they are applied from a vault: the other way round than on their own screen.
extension ConsoleState {
  func applyVerdict(_ rows: [Row]) -> Verdict {
    guard rows.count == 1, case .vault(let vault) = rows[0] else { return .hidden }
    if vault.protection == .replication, !policies.contains(where: { $0.operation == .drill }) {
      return .refused(["Only drill policies go here; there is none."])
    }
    let key = KeyTable.keyName(of: .policies, glyphs: setup.glyphs)
    return policies.isEmpty ? .refused(["There is no policy yet; \(key) leads to making one."]) : .allowed
  }

  /// Names all policies; choosing one applies it to the vault, or takes it off.
  mutating func openApply(to vault: Vault) {
    let rows = policies.map { policy -> ChooserRow in
      let isOn = policy.vaults.contains { $0.vault == vault.id }
      var row = ChooserRow(
        label: policy.name,
        note: isOn ? "applied; Enter takes it off" : policy.foreignSchedule ?? policy.schedule.rule.words,
        choice: .policy(policy.id, vault: vault.id))
      if !isOn {
        let refused = rules.applicationRefusals(
          policy, to: vault.id, others: policies, regions: regions, vaults: policyVaults)
        row.reason = refused.first.map { shortened($0.message) }
      }
      return row
    }
    var chooser = Chooser(title: "Apply to \(vault.name)", purpose: .policy, rows: rows)
    chooser.select { $0.reason == nil }
    overlays.append(.chooser(chooser))
  }

  /// Applies a policy to a vault, or takes it off.
  mutating func turnPolicy(_ id: String, of vault: String) {
    guard let policy = policies.first(where: { $0.id == id }) else { return }
    let former = policy.vaults.first { $0.vault == vault }
    askPolicies(.apply(id, former ?? PolicyVault(vault: vault), removing: former != nil))
  }
}
