extension HuaweiClient {
  private struct List: Decodable { var policies: Lenient<CBRPolicy> }
  private struct One: Decodable { var policy: CBRPolicy }
  private struct Application: Encodable {
    var policyId: String
    var destinationVaultId: String?
  }

  /// All policies; the service knows no pages of them.
  public func policies(
    _ place: HuaweiPlace, type: String? = nil, vault: String? = nil
  ) async throws(HuaweiError) -> [CBRPolicy] {
    let query = [("operation_type", type), ("vault_id", vault)].compactMap { key, value in
      value.map { HuaweiCall.QueryItem(key, $0) }
    }
    return try await read(
      List.self, regional("List policies in \(place.region)", place, "/policies", query: query)
    ).policies.rows
  }

  /// Makes a policy.
  public func createPolicy(_ wish: CBRPolicyChange, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRPolicy {
    try await read(
      One.self,
      regional(
        "Create policy \(wish.name ?? "") in \(place.region)", place, "/policies", method: "POST",
        body: try Self.body("policy", wish))
    ).policy
  }

  /// Changes a policy; what the change leaves out stays.
  public func changePolicy(
    _ id: String, _ change: CBRPolicyChange, _ place: HuaweiPlace
  ) async throws(HuaweiError) -> CBRPolicy {
    try await read(
      One.self,
      regional(
        "Change policy \(id) in \(place.region)", place, "/policies/\(segment(id))", method: "PUT",
        body: try Self.body("policy", change))
    ).policy
  }

  /// Deletes a policy.
  public func deletePolicy(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) {
    try await perform(
      regional("Delete policy \(id) in \(place.region)", place, "/policies/\(segment(id))", method: "DELETE"))
  }

  /// Applies a policy to a vault; one of replication needs the vault that takes the replicas.
  public func apply(
    policy: String, to vault: String, destinationVault: String?, _ place: HuaweiPlace
  ) async throws(HuaweiError) {
    try await perform(
      regional(
        "Apply policy \(policy) to vault \(vault)", place, "/vaults/\(segment(vault))/associatepolicy", method: "POST",
        body: try Self.body(Application(policyId: policy, destinationVaultId: destinationVault))))
  }

  /// Takes a policy off a vault; the path is the vendor's spelling.
  public func withdraw(policy: String, from vault: String, _ place: HuaweiPlace) async throws(HuaweiError) {
    try await perform(
      regional(
        "Take policy \(policy) off vault \(vault)", place, "/vaults/\(segment(vault))/dissociatepolicy",
        method: "POST", body: try Self.body(Application(policyId: policy))))
  }
}
