internal import Replication

/// The screen of policies: a list with what each will do next, and what is opened from it.
struct PolicyBoard: Sendable {
  /// What is shown.
  enum Mode: Sendable {
    case list
    /// What the last runs of the policy under the cursor did.
    case runs([PolicyRun], items: [String: [PolicyRunItem]])
    /// What the policies would do.
    case simulation(Simulation)
    /// The fields of a new policy or of the one under the cursor.
    case form(PolicyForm)
    /// The vaults the policy under the cursor can be applied to.
    case vaults(cursor: Int)
    /// Whether to delete the policy under the cursor; No is what Enter does at first.
    case deletion(isYes: Bool)
  }

  /// The policies; nil until they were heard of.
  var policies: [PolicyOverview]?
  /// The vaults of all regions.
  var vaults: [Vault] = []
  /// The policy under the cursor.
  var cursor = 0
  var mode = Mode.list
  /// Lines scrolled away in what is opened.
  var scroll = 0

  /// The policy under the cursor.
  var current: PolicyOverview? {
    guard let policies, policies.indices.contains(cursor) else { return nil }
    return policies[cursor]
  }

  /// The vaults the policy under the cursor may be applied to, by region and name: drills prove replicas, too.
  var sources: [Vault] {
    vaults.filter { $0.protection == .backup || current?.policy.operation == .drill }.sorted {
      ($0.region, $0.name, $0.id) < ($1.region, $1.name, $1.id)
    }
  }

  /// Takes the policies in, the cursor staying on its own.
  mutating func take(_ fresh: [PolicyOverview], _ vaults: [Vault]) {
    let id = current?.policy.id
    policies = fresh
    self.vaults = vaults
    cursor = fresh.firstIndex { $0.policy.id == id } ?? min(cursor, max(0, fresh.count - 1))
  }

  /// Where keys work.
  var scope: KeyScope { if case .form = mode { .policyForm } else { .board } }
}
