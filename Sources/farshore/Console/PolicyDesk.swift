import Console
import Replication

/// Asks the side of a cloud that keeps policies what the console wants to know or done.
enum PolicyDesk {
  static func answer(
    _ question: PolicyQuestion, from cloud: any Cloud, catalog: any CatalogReading, as requester: Operator
  ) async throws -> PolicyAnswer {
    let cloud: any Sendable = cloud
    guard let keeper = cloud as? any PolicyKeeping else { throw PoliciesMissing(context: "") }
    switch question {
    case .list:
      let vaults = try catalog.regions().flatMap { try catalog.vaults(region: $0.id) }
      let policies = try await keeper.policies()
      let silent = keeper.regionsWithoutPolicies.mapValues { $0.code.split(separator: "-").joined(separator: " ") }
      return .list(policies, vaults: vaults, silent: silent)
    case .runs(let policy):
      let runs = try await keeper.runs(of: policy, limit: 20)
      var items: [String: [PolicyRunItem]] = [:]
      for run in runs { items[run.id] = try await keeper.items(of: run.id) }
      return .runs(policy, runs, items: items)
    case .simulate(let policy, let days): return .simulation(try await keeper.simulate(policy, days: days))
    case .create(let request):
      let policy = try await keeper.createPolicy(request, by: requester)
      return .changed("\(policy.name) was created. Apply it to a vault with a.")
    case .edit(let id, let request):
      let policy = try await keeper.editPolicy(id, request, by: requester)
      return .changed("\(policy.name) was changed; it is \(policy.isEnabled ? "on" : "off").")
    case .apply(let id, let vault, let removing):
      let policy = try await keeper.applyPolicy(id, to: vault, removing: removing, by: requester)
      return .changed("\(policy.name) was \(removing ? "taken off" : "applied to") the vault.")
    case .run(let id): return .began(try await keeper.runPolicy(id, by: requester))
    case .delete(let id):
      try await keeper.deletePolicy(id, by: requester)
      return .changed("The policy was deleted; what it made stays.")
    }
  }

  /// Replicates a vault to several regions, one run each; what is skipped is told as what could not go (S62).
  static func replicate(
    _ vault: String, to destinations: [Destination], from cloud: any Cloud, as requester: Operator
  ) async throws -> Admission {
    let cloud: any Sendable = cloud
    guard let keeper = cloud as? any PolicyKeeping else { throw PoliciesMissing(context: "") }
    var admission = Admission()
    for destination in destinations {
      let outcome = try await keeper.replicateVault(vault, to: destination, by: requester)
      admission.tasks += outcome.tasks
      admission.refused += outcome.refused + outcome.skipped
    }
    return admission
  }
}
