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
  }

  /// The policies; nil until they were heard of.
  var policies: [PolicyOverview]?
  /// The vaults of all regions.
  var vaults: [Vault] = []
  /// Why regions did not say which policies they have, by their ids.
  var silent: [String: String] = [:]
  /// The policy under the cursor.
  var cursor = 0
  var mode = Mode.list
  /// A policy that was made and is not in the list yet; the cursor goes to it, unless it was moved meanwhile.
  var made: PolicyRequest?
  /// Lines scrolled away in what is opened.
  var scroll = 0

  /// The policy under the cursor.
  var current: PolicyOverview? {
    guard let policies, policies.indices.contains(cursor) else { return nil }
    return policies[cursor]
  }

  /// The vaults the policy under the cursor may be applied to, by region and name: drills prove replicas, too; of a
  /// policy that lies in a region those of that region.
  private var sources: [Vault] {
    let (region, isDrill) = (current?.policy.region, current?.policy.operation == .drill)
    return vaults.filter { ($0.protection == .backup || isDrill) && (region == nil || $0.region == region) }
      .sorted { ($0.region, $0.name, $0.id) < ($1.region, $1.name, $1.id) }
  }

  /// What the policy under the cursor can be applied to; where the cloud names a vault of replicas for each, every pair.
  var applications: [PolicyVault] {
    sources.flatMap { source -> [PolicyVault] in
      guard let policy = current?.policy, policy.region != nil, policy.operation == .replication else {
        return [PolicyVault(vault: source.id)]
      }
      let targets = vaults.filter { vault in
        vault.protection == .replication && vault.type == source.type && vault.region == policy.destination?.region
          && vault.project == policy.destination?.project && vault.status.acceptsReplicas
      }
      return targets.isEmpty
        ? [PolicyVault(vault: source.id)] : targets.map { PolicyVault(vault: source.id, target: $0.id) }
    }
  }

  /// The application of the policy under the cursor that is the same as this one.
  func former(_ wanted: PolicyVault) -> PolicyVault? {
    current?.policy.vaults.first { $0.vault == wanted.vault && (wanted.target == nil || $0.target == wanted.target) }
  }

  /// Takes the policies in, the cursor staying on its own; a form opened before anything was known learns of it.
  mutating func take(_ fresh: [PolicyOverview], _ vaults: [Vault], _ regions: [Region]) {
    let (id, wasUnknown) = (current?.policy.id, policies == nil)
    policies = fresh
    self.vaults = vaults
    cursor = fresh.firstIndex { $0.policy.id == id } ?? min(cursor, max(0, fresh.count - 1))
    selectMade()
    guard case .form(var form) = mode else { return }
    form.fillIn(regions: regions, vaults: vaults)
    if wasUnknown { form.message = "" }
    mode = .form(form)
  }

  /// Puts the cursor of the list on the policy that was just made, once it is there.
  private mutating func selectMade() {
    guard let made, case .list = mode else { return self.made = nil }
    let place = policies?.lastIndex { one in
      one.policy.name == made.name && (made.region == nil || one.policy.region == made.region)
    }
    guard let place else { return }
    (cursor, self.made) = (place, nil)
  }

  /// Where keys work.
  var scope: KeyScope {
    switch mode {
    case .form: .policyForm
    case .vaults: .policyVaults
    case .list, .runs, .simulation: .board
    }
  }
}
