import Catalog
import CloudWire
public import Replication

extension HuaweiAccount: PolicyKeeping {
  /// The account's policies; the cloud runs them and shows their tasks among all others.
  public func policies() async throws -> [PolicyOverview] {
    try await policyRows().map { PolicyOverview(policy: try $0.translated(), lastRun: nil) }
  }

  /// The regions that are reached but did not say which policies they have.
  public var regionsWithoutPolicies: [String: Explanation] { shelf.silent.mapValues { Explanation(of: $0) } }

  /// The cloud tells of tasks, not of runs.
  public func runs(of policy: String, limit: Int) async throws -> [PolicyRun] {
    throw NotOffered(action: "the runs of policies; what they started stands among the tasks")
  }

  /// The cloud tells of tasks, not of runs.
  public func items(of run: String) async throws -> [PolicyRunItem] { [] }

  /// The cloud starts its policies itself.
  public func runPolicy(_ id: String, by requester: Operator) async throws -> VaultReplication {
    throw NotOffered(action: "running a policy by hand; replicate its vault instead")
  }

  /// What a policy would do is the cloud's secret.
  public func simulate(_ policy: String?, days: Int) async throws -> Simulation {
    throw NotOffered(action: "simulating policies")
  }

  /// Makes a policy in the region named, or in the only one that has a vault for it; throws `Refused`.
  public func createPolicy(_ request: PolicyRequest, by requester: Operator) async throws -> Policy {
    var request = request
    request.timeZone = request.timeZone ?? "UTC"
    let (place, misplaced) = try home(of: request)
    var refused = PolicyWish.refusals(request) + misplaced
    guard let place else { throw Refused(refused) }
    try fillIn(&request)
    request.region = place.region
    let others = try await policies(at: place)
    let (regions, vaults) = try policyFacts()
    let (policy, wrong) = rules.policy(
      request, id: "", former: nil, others: others, regions: regions, vaults: vaults, at: clock.now)
    refused += wrong
    guard let policy, refused.isEmpty else { throw Refused(refused) }
    let made = try await create(PolicyWish.creation(policy), others: others, place)
    let row = PolicyRow(place: place, policy: made)
    shelf.put(row)
    let created = try row.translated()
    try note("create-policy", created, by: requester)
    return created
  }

  /// Changes a policy; throws `Refused`.
  public func editPolicy(_ id: String, _ request: PolicyRequest, by requester: Operator) async throws -> Policy {
    let place = try await policyRow(id).place
    let rows = try await policyRows(at: place)
    guard let found = rows.first(where: { $0.policy.id == id }) else { throw Refused([gone(id)]) }
    let former = try found.translated()
    var refused = PolicyWish.refusals(request)
    var request = request
    try fillIn(&request)
    if request.destination?.region == former.destination?.region,
      request.destination?.project ?? former.destination?.project == former.destination?.project
    {
      request.destination = nil
    }
    let (regions, vaults) = try policyFacts()
    let (policy, wrong) = rules.policy(
      request, id: id, former: former, others: try rows.map { try $0.translated() }, regions: regions, vaults: vaults,
      at: clock.now)
    refused += wrong
    if request.region.map({ $0 != place.region }) ?? false {
      refused.append(
        Refusal(code: .policyField, message: "A policy stays in its region. Make another one there.", field: .region))
    }
    guard let policy, refused.isEmpty else { throw Refused(refused) }
    do {
      let wish = PolicyWish.change(request, of: found.policy.operationDefinition, to: policy)
      let row = PolicyRow(place: place, policy: try await client.changePolicy(id, wish, place))
      shelf.put(row)
      let edited = try row.translated()
      try note("edit-policy", edited, by: requester)
      return edited
    } catch let error as HuaweiError {
      throw refusedError(error, region: place.region, project: place.project)
    }
  }

  /// Applies a policy to a vault of its region, or takes it off; throws `Refused`.
  public func applyPolicy(
    _ id: String, to application: PolicyVault, removing: Bool, by requester: Operator
  ) async throws -> Policy {
    let found = try await policyRow(id)
    let others = try await policies(at: found.place)
    guard let policy = others.first(where: { $0.id == id }) else { throw Refused([gone(id)]) }
    var target: String?
    if !removing {
      let (choice, refused) = try judge(policy, application, others)
      guard refused.isEmpty else { throw Refused(refused) }
      target = choice
    }
    do {
      if removing {
        try await client.withdraw(policy: id, from: application.vault, found.place)
      } else {
        try await client.apply(policy: id, to: application.vault, destinationVault: target, found.place)
      }
    } catch {
      let isDone = error.mayHaveBeenDone ? try await isApplied(id, application.vault, found.place) == !removing : false
      guard isDone else { throw refusedError(error, region: found.place.region, vault: application.vault) }
    }
    let facts = ["vault": application.vault, "target": target ?? ""].filter { !$0.value.isEmpty }
    try note(removing ? "detach-policy" : "apply-policy", policy, by: requester, facts: facts)
    return try await policies(at: found.place).first { $0.id == id } ?? policy
  }

  /// Deletes a policy; what it made stays.
  public func deletePolicy(_ id: String, by requester: Operator) async throws {
    let found = try await policyRow(id)
    do {
      try await client.deletePolicy(id, found.place)
    } catch {
      let isGone =
        error.mayHaveBeenDone ? try await !policies(at: found.place).contains { $0.id == id } : false
      guard isGone else { throw refusedError(error, region: found.place.region, source: id) }
    }
    shelf.remove(id)
    try note("delete-policy", try found.translated(), by: requester)
  }

  private func gone(_ id: String) -> Refusal {
    Refusal(code: .unknownID, message: "There is no policy \(id.debugDescription).", field: .source, source: id)
  }

  private func isApplied(_ id: String, _ vault: String, _ place: HuaweiPlace) async throws -> Bool {
    try await policies(at: place).first { $0.id == id }?.vaults.contains { $0.vault == vault } ?? false
  }

  /// Asks once; after a lost answer only a policy that was not there before counts, and none is asked for again.
  private func create(
    _ wish: CBRPolicyChange, others: [Policy], _ place: HuaweiPlace
  ) async throws -> CBRPolicy {
    do { return try await client.createPolicy(wish, place) } catch {
      if error.mayHaveBeenDone {
        let known = Set(others.map(\.id))
        let made = try await client.policies(place).first { $0.name == wish.name && !known.contains($0.id) }
        if let made { return made }
      }
      throw refusedError(error, region: place.region, project: place.project)
    }
  }

  /// The cloud wants the project of a destination, too.
  private func fillIn(_ request: inout PolicyRequest) throws {
    guard let region = request.destination?.region, request.destination?.project == nil else { return }
    request.destination?.project = try catalog.regions().first { $0.id == region }?.defaultProject?.id
  }

  /// Where a policy is to lie.
  private func home(of request: PolicyRequest) throws -> (HuaweiPlace?, [Refusal]) {
    let regions = try catalog.regions()
    func place(_ region: Region) -> HuaweiPlace? {
      region.defaultProject.map { HuaweiPlace(region: region.id, project: $0.id) }
    }
    if let id = request.region {
      if let found = regions.first(where: { $0.id == id }).flatMap(place) { return (found, []) }
      let message = "There is no region \(id.debugDescription) in this account."
      return (nil, [Refusal(code: .unknownID, message: message, field: .region, region: id)])
    }
    let fitting = try regions.filter { region in
      guard region.id != request.destination?.region, request.operation == .backup || region.canReplicate else {
        return false
      }
      return try catalog.vaults(region: region.id).contains { $0.protection == .backup }
    }
    if fitting.count == 1, let only = fitting.first.flatMap(place) { return (only, []) }
    let names = fitting.map(\.id).joined(separator: ", ")
    let message = "A policy lies in the region of its vaults. Name that region\(names.isEmpty ? "" : ": \(names)")."
    return (nil, [Refusal(code: .regionRequired, message: message, field: .region)])
  }

  /// Whether a policy may be applied to a vault, and which vault takes its replicas.
  private func judge(
    _ policy: Policy, _ application: PolicyVault, _ others: [Policy]
  ) throws -> (target: String?, refused: [Refusal]) {
    let (regions, vaults) = try policyFacts()
    // The vault of replicas is chosen for each vault anew.
    var open = policy
    open.destination?.vault = nil
    var refused = rules.applicationRefusals(
      open, to: application.vault, others: others, regions: regions, vaults: vaults)
    guard let vault = vaults.first(where: { $0.id == application.vault }) else { return (nil, refused) }
    if vault.region != policy.region || vault.project != policy.project {
      let message = "\(vault.name) lies in \(vault.region), the policy in \(policy.region ?? ""). Choose a vault there."
      refused.append(Refusal(code: .policyVault, message: message, field: .vault, vault: vault.id))
    }
    let former = others.first { other in
      other.id != policy.id && other.operation == policy.operation && other.vaults.contains { $0.vault == vault.id }
    }
    if let former, !refused.contains(where: { $0.code == .policyApplied }) {
      let message =
        "\(former.name) is applied to \(vault.name); a vault has one policy of each kind. Take that off first."
      refused.append(Refusal(code: .policyApplied, message: message, field: .vault, vault: vault.id))
    }
    if !application.resources.isEmpty {
      let message = "What a vault protects is chosen in the vendor's console. Leave out --resource."
      refused.append(Refusal(code: .policyField, message: message, field: .source, vault: vault.id))
    }
    guard policy.operation == .replication, let destination = policy.destination else { return (nil, refused) }
    let (target, wrong) = Self.target(destination, for: vault, wanted: application.target, among: vaults)
    return (target, refused + wrong)
  }

  /// The vault wanted where it fits, else the only one that does.
  private static func target(
    _ destination: Destination, for vault: Vault, wanted: String?, among vaults: [Vault]
  ) -> (String?, [Refusal]) {
    let fitting = vaults.filter { other in
      other.protection == .replication && other.type == vault.type && other.region == destination.region
        && other.project == destination.project && other.status.acceptsReplicas
    }
    func refuse(_ code: RefusalCode, _ message: String) -> (String?, [Refusal]) {
      (nil, [Refusal(code: code, message: message, field: .vault, region: destination.region, vault: wanted)])
    }
    if let wanted {
      if fitting.contains(where: { $0.id == wanted }) { return (wanted, []) }
      let message = "No usable \(vault.type.label) replication vault in \(destination.region) has the id \(wanted)."
      return refuse(.vaultKind, message)
    }
    if fitting.count == 1 { return (fitting[0].id, []) }
    if fitting.isEmpty {
      return refuse(
        .vaultKind, "\(destination.region) has no usable \(vault.type.label) replication vault. Create one first.")
    }
    let names = fitting.map(\.name).joined(separator: ", ")
    return refuse(.vaultRequired, "Name the vault that takes the replicas: \(names).")
  }
}
