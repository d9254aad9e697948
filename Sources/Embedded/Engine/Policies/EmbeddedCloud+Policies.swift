import Catalog
import Foundation
public import Replication

extension EmbeddedCloud: PolicyKeeping {
  /// All policies with what they did last, by name.
  public func policies() async throws -> [PolicyOverview] {
    try await threads.run { [premises] in
      let policies = try premises.contextFile().policies.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      return try premises.catalog.read { transaction in
        try policies.map { PolicyOverview(policy: $0, lastRun: try transaction.policyRuns(of: $0.id, limit: 1).first) }
      }
    }
  }

  /// The newest runs of a policy, newest first.
  public func runs(of policy: String, limit: Int) async throws -> [PolicyRun] {
    try await threads.run { [catalog] in try catalog.read { try $0.policyRuns(of: policy, limit: limit) } }
  }

  /// What a run did, backup by backup.
  public func items(of run: String) async throws -> [PolicyRunItem] {
    try await threads.run { [catalog] in try catalog.read { try $0.policyItems(of: run) } }
  }

  /// A run by its id, with its tasks; nil where there is none.
  public func run(_ id: String) throws -> (run: PolicyRun, tasks: [CloudTask])? {
    try catalog.read { transaction in
      guard let run = try transaction.policyRun(id) else { return nil }
      return (run, try transaction.tasks(parent: id))
    }
  }

  /// The ids of the runs whose id begins so, at most 20; a run is the parent of its tasks.
  public func runs(startingWith prefix: String) throws -> [String] {
    try catalog.read { try $0.policyRuns(startingWith: prefix, limit: 20) }
  }

  /// Makes a policy and writes it into the context's file; throws `Refused` with all reasons.
  public func createPolicy(_ request: PolicyRequest, by requester: Operator) async throws -> Policy {
    try await threads.run { [premises] in
      try premises.changePolicies("create-policy", by: requester) { file, world in
        let (policy, refused) = try premises.rules().policy(
          request, id: premises.newID(), former: nil, others: file.policies, regions: world.regions,
          vaults: world.vaults, at: premises.clock.now)
        guard let policy else { throw Refused(refused) }
        file.policies.append(policy)
        return policy
      }
    }
  }

  /// Changes a policy; throws `Refused` with all reasons.
  public func editPolicy(_ id: String, _ request: PolicyRequest, by requester: Operator) async throws -> Policy {
    try await threads.run { [premises] in
      try premises.changePolicies("edit-policy", on: id, by: requester) { file, world in
        guard let index = file.policies.firstIndex(where: { $0.id == id }) else {
          throw Refused([EngineRefusals.unknown("policy", id)])
        }
        let (policy, refused) = try premises.rules().policy(
          request, id: id, former: file.policies[index], others: file.policies, regions: world.regions,
          vaults: world.vaults, at: premises.clock.now)
        guard let policy else { throw Refused(refused) }
        file.policies[index] = policy
        return policy
      }
    }
  }

  /// Applies a policy to a vault, or takes it off; throws `Refused` with all reasons.
  public func applyPolicy(
    _ id: String, to vault: PolicyVault, removing: Bool, by requester: Operator
  ) async throws -> Policy {
    try await threads.run { [premises] in
      try premises.changePolicies(removing ? "detach-policy" : "apply-policy", on: id, by: requester) { file, world in
        guard let index = file.policies.firstIndex(where: { $0.id == id }) else {
          throw Refused([EngineRefusals.unknown("policy", id)])
        }
        if !removing {
          var refused = try premises.rules().applicationRefusals(
            file.policies[index], to: vault.vault, others: file.policies, regions: world.regions, vaults: world.vaults)
          let known = Set(try premises.resources(file).map(\.reference.id))
          refused += vault.resources.filter { !known.contains($0) }.map { EngineRefusals.unknown("resource", $0) }
          guard refused.isEmpty else { throw Refused(refused) }
        }
        file.policies[index].vaults.removeAll { $0.vault == vault.vault }
        if !removing { file.policies[index].vaults.append(vault) }
        return file.policies[index]
      }
    }
  }

  /// Deletes a policy; what it made stays, and so does the ledger (S21).
  public func deletePolicy(_ id: String, by requester: Operator) async throws {
    try await threads.run { [premises] in
      _ = try premises.changePolicies("delete-policy", on: id, by: requester) { file, _ in
        guard let index = file.policies.firstIndex(where: { $0.id == id }) else {
          throw Refused([EngineRefusals.unknown("policy", id)])
        }
        return file.policies.remove(at: index)
      }
    }
  }

  /// Plays policies forward; nil means all of them.
  public func simulate(_ policy: String?, days: Int) async throws -> Simulation {
    try await threads.run { [premises] in
      let file = try premises.contextFile()
      if let policy, !file.policies.contains(where: { $0.id == policy }) {
        throw Refused([EngineRefusals.unknown("policy", policy)])
      }
      var world = try premises.policyWorld(file)
      // A policy that is looked at alone is looked at as if it were enabled.
      if let policy {
        world.policies = world.policies.filter { $0.id == policy }
        for index in world.policies.indices { world.policies[index].isEnabled = true }
      }
      return Simulator.run(world, rules: try premises.rules(), from: premises.clock.now, days: days)
    }
  }
}
