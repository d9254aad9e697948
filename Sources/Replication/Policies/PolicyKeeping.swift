/// A cloud that replicates whole vaults and keeps policies.
public protocol PolicyKeeping: Sendable {
  /// Says which backups of a vault could go, which not and why; changes nothing.
  func planVault(_ vault: String, to destination: Destination) async throws -> VaultPlan
  /// Admits one task for each eligible backup of a vault, under one parent (S62).
  func replicateVault(_ vault: String, to destination: Destination, by requester: Operator) async throws
    -> VaultReplication
  /// All policies with what they did last, in the order of their names.
  func policies() async throws -> [PolicyOverview]
  /// The ids of the regions whose policies are missing among those told last, because nobody answered there, each with
  /// what it said instead.
  var regionsWithoutPolicies: [String: Explanation] { get }
  /// The newest runs of a policy.
  func runs(of policy: String, limit: Int) async throws -> [PolicyRun]
  /// What a run did, backup by backup.
  func items(of run: String) async throws -> [PolicyRunItem]
  /// Makes a policy; throws `Refused` with all reasons.
  func createPolicy(_ request: PolicyRequest, by requester: Operator) async throws -> Policy
  /// Changes a policy; throws `Refused`.
  func editPolicy(_ id: String, _ request: PolicyRequest, by requester: Operator) async throws -> Policy
  /// Applies a policy to a vault, or takes it off again; throws `Refused`.
  func applyPolicy(_ id: String, to vault: PolicyVault, removing: Bool, by requester: Operator) async throws -> Policy
  /// Deletes a policy; what it made stays, and so does the ledger (S21).
  func deletePolicy(_ id: String, by requester: Operator) async throws
  /// Runs a policy now.
  func runPolicy(_ id: String, by requester: Operator) async throws -> VaultReplication
  /// Plays policies forward; nil means all of them.
  func simulate(_ policy: String?, days: Int) async throws -> Simulation
}

extension PolicyKeeping {
  /// None: where policies are kept in one place they are told all or not at all.
  public var regionsWithoutPolicies: [String: Explanation] { [:] }
}
