import Catalog
import Foundation
import Replication

/// Deletes what a policy made and no longer keeps; what was made by hand is never touched.
struct RetentionKeeper {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator
  /// Asked before each deletion.
  var goesOn: () -> Bool = { true }

  /// Applies a policy's retention and notes what it deleted with the run; false where it was broken off.
  func apply(_ policy: Policy, _ run: PolicyRun) throws -> Bool {
    guard !policy.retention.keepsEverything else { return true }
    let rows = try premises.catalog.read { try $0.backups(policy: policy.id) }
    let verdicts = policy.retention.judge(
      rows.map { RetentionItem($0) }, at: premises.clock.now, zone: policy.schedule.zone)
    var regions: Set<String> = []
    var isComplete = true
    for (row, verdict) in zip(rows, verdicts) where !verdict.isKept {
      isComplete = goesOn()
      guard isComplete else { break }
      do {
        guard try delete(row, policy) else { continue }
        regions.insert(row.region)
        try note(row, run, .deleted, nil)
      } catch let error as any ExplainedError {
        // A store that cannot be reached keeps its backups until the next run.
        try note(row, run, .failed, Words.line(error))
      }
    }
    // Of a region, what many deletions left is collected once.
    if isComplete { for region in regions { premises.collectIfCheap(region) } }
    return isComplete
  }

  /// Deletes one by the rules of deletion; false where something forbids it by now.
  private func delete(_ row: Backup, _ policy: Policy) throws -> Bool {
    // The policy itself is the confirmation: what an operator would have to type is that it may delete last copies.
    let deleter = Deleter(premises: premises, rules: rules, requester: requester, confirmed: [row.id])
    let reachable = try deleter.reachableRegions()
    let refused = try deleter.delete(Backup.self, row.id) { present, transaction in
      let refused = rules.deletionRefusals(
        present, tasks: try transaction.tasks(touching: row.id, limit: 1_000),
        hasOtherVerifiedCopy: try deleter.hasOtherCopy(of: present, in: reachable, transaction),
        confirmed: [row.id])
      guard refused.isEmpty else { return refused }
      // Asked again inside the transaction: somebody may have deleted the one that was to stay.
      let isProven = try transaction.backups(policy: policy.id).contains { other in
        other.id != row.id && other.resource.id == row.resource.id && RetentionItem(other).isVerified
      }
      if isProven { return [] }
      return [Refusal(code: .lastCopy, message: "\(row.name) is the last verified one.", source: row.id)]
    }
    return refused.isEmpty
  }

  private func note(_ row: Backup, _ run: PolicyRun, _ outcome: PolicyRunItem.Outcome, _ words: String?) throws {
    try premises.catalog.write(durable: false) { transaction in
      try transaction.add(
        PolicyRunItem(
          source: NamedReference(id: row.id, name: row.name), region: row.region, vault: row.vault.id,
          outcome: outcome, message: words), to: run.id)
    }
  }
}
