import Catalog
import Foundation
import Replication

extension OpenContext {
  /// The names of the vaults a policy is applied to; of one that is gone its id.
  func vaultNames(_ policy: Policy) -> [String: Vault] {
    // A catalog that cannot be read just now leaves the ids.
    let found = policy.vaults.compactMap { try? catalog.vault($0.vault) }
    return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Prints a policy with its next five runs and what its last runs did.
  ///
  /// - Parameter runs: nil where the cloud does not tell of them.
  func printPolicy(_ overview: PolicyOverview, runs: [PolicyRunShape]?) throws -> ExitStatus {
    let policy = overview.policy
    let vaults = vaultNames(policy)
    if output.json {
      try output.document(PolicyShape(overview, runs: runs, vaults: vaults))
      return .done
    }
    var detail = details(of: policy)
    for application in policy.vaults {
      let name = vaults[application.vault].map { "\($0.name) in \($0.region)" } ?? application.vault
      let resources = application.resources.map(output.names.source).joined(separator: ", ")
      let target = application.target.map { ", replicas into \(output.names.vault($0))" } ?? ""
      detail.add("vault", (resources.isEmpty ? name : "\(name): \(resources)") + target)
    }
    for date in policy.nextRuns(5, after: Date()) {
      detail.add("next run", "\(policy.schedule.zone.text(date)), \(Moment.text(date))")
    }
    try detail.print(to: output)
    if runs == nil { try output.line("runs not available there; what it started stands among the tasks") }
    for run in runs ?? [] { try printRun(run) }
    return .done
  }

  /// What a policy does, when and whereto.
  private func details(of policy: Policy) -> Detail {
    var detail = Detail()
    detail.add("policy", policy.name)
    detail.add("id", policy.id)
    detail.add("operation", policy.operation.rawValue)
    detail.add("enabled", policy.isEnabled ? "yes" : "no")
    let rule = policy.foreignSchedule == nil ? " (\(policy.schedule.rule.text))" : ""
    detail.add("schedule", policy.scheduleWords + rule)
    if cloud.profile.runsPolicies {
      detail.add("missed runs", policy.missed == .once ? "are made up for by one run" : "are left out")
    }
    detail.add("region", policy.region)
    detail.add(
      "destination",
      policy.destination.map { to in
        [to.region, to.project.map(output.names.project), to.vault.map(output.names.vault)].compactMap(\.self)
          .joined(separator: "/")
      })
    if policy.operation != .drill { detail.add("keeps", policy.retention.words) }
    detail.add("drills", policy.drillWords)
    detail.add("open disks", policy.allowOpen ? "are read all the same" : nil)
    return detail
  }

  private func printRun(_ run: PolicyRunShape) throws {
    let counts = run.counts
    let words =
      "\(counts.done) done, \(counts.failed) failed, \(counts.open) open, \(counts.skipped) skipped,"
      + " \(counts.deleted) deleted" + (counts.drilled > 0 ? ", \(counts.drilled) drilled" : "")
    try output.line("run \(Moment.text(run.slot ?? run.startedAt)) \(run.status): \(words)")
    if let note = run.note { try output.line("  \(note)") }
    for item in run.items ?? [] {
      try output.line("  \(item.name.isEmpty ? item.source : item.name) \(item.words)")
    }
  }
}
