import Catalog
import Foundation
import Replication

/// Admits the restore drills of runs: of what a run made, or of what a drill policy's vaults hold.
struct PolicyDriller {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator

  /// Admits drills of what the other tasks of a run have made, the newest of each resource; how many are new.
  func drillMade(by run: PolicyRun, _ policy: Policy) throws -> Int {
    guard policy.operation != .drill, policy.drill != nil else { return 0 }
    let made = try premises.catalog.read { transaction in
      let tasks = try transaction.tasks(parent: run.id)
      // Whoever cancels something of a run wants it to end.
      if try transaction.isCancelled(run: run.id) { return [Backup]() }
      if tasks.contains(where: { $0.status == .cancelled }) { return [Backup]() }
      return try tasks.filter { $0.status == .success && $0.type != .drill }
        .compactMap { try $0.target.flatMap { try transaction.backup($0.id) } }
    }
    return try admit(DrillChoice.newest(of: made), run, policy).tasks.count
  }

  /// Admits drills of the newest copy of each resource in a vault.
  func drill(_ vault: String, _ run: PolicyRun, _ policy: Policy) throws -> VaultReplication {
    let held = try premises.catalog.read { try $0.backups(vault: vault) }
    return try admit(DrillChoice.newest(of: held), run, policy)
  }

  private func admit(_ copies: [Backup], _ run: PolicyRun, _ policy: Policy) throws -> VaultReplication {
    let own = Set(
      try premises.catalog.read { try $0.tasks(parent: run.id) }.filter { $0.type == .drill }.compactMap(\.source?.id))
    var outcome = VaultReplication()
    for copy in copies where !own.contains(copy.id) {
      guard try !premises.isCancelled(run) else { break }
      var item = PolicyRunItem(
        source: NamedReference(id: copy.id, name: copy.name), region: copy.region, vault: copy.vault.id,
        outcome: .failed)
      do {
        var admitter = Admitter(premises: premises, rules: rules, requester: requester)
        admitter.lineage = Lineage(run: run.id, policy: policy.id)
        let verdict = try admitter.admit(
          DrillRequest(source: copy.id, percent: policy.drill ?? 100, trigger: .policy))
        outcome.skipped += verdict.refused
        (item.code, item.message) = (verdict.refused.first?.code.rawValue, verdict.refused.first?.message)
        (item.outcome, item.task) = (verdict.task == nil ? .skipped : .drilled, verdict.task?.id)
        outcome.tasks += [verdict.task].compactMap(\.self)
      } catch let error as any ExplainedError {
        // The other copies may lie in stores that answer.
        (item.code, item.message) = (error.explanation.code, Words.line(error))
      }
      let noted = item
      try premises.catalog.write(durable: false) { try $0.add(noted, to: run.id) }
    }
    try premises.cancelLate(of: run)
    return outcome
  }
}
