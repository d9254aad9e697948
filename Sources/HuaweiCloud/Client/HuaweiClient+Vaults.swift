extension HuaweiClient {
  private struct List: Decodable {
    var vaults: Lenient<CBRVault>
    var count: Int?
  }
  private struct One: Decodable { var vault: CBRVault }
  private struct Resize: Encodable {
    struct Billing: Encodable { var size: Int }
    var billing: Billing
  }

  /// One page of vaults.
  public func vaults(
    _ place: HuaweiPlace, _ filter: HuaweiVaultFilter = HuaweiVaultFilter(), limit: Int? = nil, offset: Int? = nil
  ) async throws(HuaweiError) -> HuaweiPage<CBRVault> {
    let list = try await read(
      List.self,
      regional("List vaults in \(place.region)", place, "/vaults", query: filter.query + Self.paging(limit, offset)))
    return HuaweiPage(rows: list.vaults.rows, unreadable: list.vaults.unreadable, count: list.count)
  }

  /// One vault.
  public func vault(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRVault {
    try await read(
      One.self, regional("Look up vault \(id) in \(place.region)", place, "/vaults/\(segment(id))")
    ).vault
  }

  /// Makes a post-paid vault.
  public func createVault(_ wish: CBRVaultWish, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRVault {
    try await read(
      One.self,
      regional(
        "Create vault \(wish.name) in \(place.region)", place, "/vaults", method: "POST",
        body: try Self.body("vault", wish))
    ).vault
  }

  /// Sets a vault's capacity in GB.
  public func resizeVault(_ id: String, size: Int, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRVault {
    try await read(
      One.self,
      regional(
        "Resize vault \(id) in \(place.region)", place, "/vaults/\(segment(id))", method: "PUT",
        body: try Self.body("vault", Resize(billing: .init(size: size))))
    ).vault
  }

  /// Deletes a vault with all that is in it.
  public func deleteVault(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) {
    try await perform(
      regional("Delete vault \(id) in \(place.region)", place, "/vaults/\(segment(id))", method: "DELETE"))
  }
}
