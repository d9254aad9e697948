import CloudWire

extension HuaweiStage {
  /// Policies, and their application to vaults.
  static func policies(
    _ request: WireRequest, _ path: [String], _ project: String, _ state: inout State
  ) -> Reply {
    switch (request.method, path.count) {
    case ("GET", 3):
      let rows = state.policies.filter { $0.project == project }.map(\.json)
      return reply(["policies": rows, "count": rows.count])
    case ("POST", 3): return make(request, project, &state)
    case ("POST", _): return apply(request, vault: path[3], removing: path[4].hasPrefix("dis"), &state)
    default: break
    }
    guard let index = state.policies.firstIndex(where: { $0.id == path[3] && $0.project == project }) else {
      return failure(404, "BackupService.6000", "The policy does not exist.")
    }
    if request.method == "DELETE" {
      state.policies.remove(at: index)
      return .answer(WireResponse(status: 204))
    }
    guard let wish = body(request, "policy"), wish["operation_type"] == nil else {
      return failure(400, "BackupService.9900", "Parameter verification failed.")
    }
    state.policies[index].take(wish)
    return reply(["policy": state.policies[index].json])
  }

  private static func make(_ request: WireRequest, _ project: String, _ state: inout State) -> Reply {
    guard let wish = body(request, "policy"), let name = wish["name"] as? String,
      let type = wish["operation_type"] as? String, wish["trigger"] != nil, wish["operation_definition"] != nil
    else { return failure(400, "BackupService.9900", "Parameter verification failed.") }
    var policy = PolicyOnStage(
      id: "policy-\(state.policies.count + 1)", project: project, name: name, enabled: true, type: type,
      definition: [:], pattern: [])
    policy.take(wish)
    state.policies.append(policy)
    return reply(["policy": policy.json])
  }

  private static func apply(
    _ request: WireRequest, vault: String, removing: Bool, _ state: inout State
  ) -> Reply {
    let wish = body(request, nil) ?? [:]
    let target = wish["destination_vault_id"] as? String
    guard let id = wish["policy_id"] as? String, let index = state.policies.firstIndex(where: { $0.id == id }) else {
      return failure(404, "BackupService.6000", "The policy does not exist.")
    }
    if state.policies[index].type == "replication", !removing, target == nil {
      return failure(400, "BackupService.6120", "The destination vault does not exist.")
    }
    state.policies[index].vaults.removeAll { $0.vault == vault }
    if !removing { state.policies[index].vaults.append((vault, target)) }
    return reply([removing ? "dissociate_policy" : "associate_policy": ["vault_id": vault, "policy_id": id]])
  }
}
