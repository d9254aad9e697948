import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Says which backups of a vault could go, and why the others would stay; writes nothing (S62).
  public func planVault(_ vault: String, to destination: Destination) async throws -> VaultPlan {
    let selection = try await threads.run { [premises] in
      try PolicyRunner(premises: premises, rules: try premises.rules(), requester: Operator(user: "", host: ""))
        .selection(vault, to: destination, trigger: .manual)
    }
    var plan = selection.requests.isEmpty ? Plan() : try await self.plan(selection.requests)
    plan.refused = selection.refused + plan.refused
    return VaultPlan(plan: plan, skipped: selection.skipped, skippedCount: selection.skippedCount)
  }

  /// Admits one task for each eligible backup of a vault, under one parent (S62); throws where a store is out of reach.
  public func replicateVault(
    _ vault: String, to destination: Destination, by requester: Operator
  ) async throws -> VaultReplication {
    let outcome = try await threads.run { [premises] in
      let runner = PolicyRunner(premises: premises, rules: try premises.rules(), requester: requester)
      return try premises.audited("replicate-vault", by: requester, on: vault, refusals: \.refused) {
        try runner.replicate(vault, to: destination)
      }
    }
    crew.nudge()
    return outcome
  }

  /// Runs a policy now, whether it is enabled or not (S63).
  public func runPolicy(_ id: String, by requester: Operator) async throws -> VaultReplication {
    let outcome = try await threads.run { [premises] in
      guard let policy = try premises.contextFile().policies.first(where: { $0.id == id }) else {
        throw Refused([EngineRefusals.unknown("policy", id)])
      }
      let runner = PolicyRunner(premises: premises, rules: try premises.rules(), requester: requester)
      return try premises.audited("run-policy", by: requester, on: id, refusals: \.refused) { try runner.run(policy) }
    }
    crew.nudge()
    return outcome
  }

  /// Ends the runs whose last task has ended, and applies retention to what their policies made.
  public func settleRuns() async throws {
    try await threads.run { [premises] in
      try PolicyAgent(premises: premises, rules: try premises.rules()).settle()
    }
  }
}
