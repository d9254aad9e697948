import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// Buys a post-paid vault; throws `Refused` with all reasons.
  public func createVault(_ request: VaultRequest, by requester: Operator) async throws -> Vault {
    let regions = try catalog.regions()
    let refused = rules.vaultRefusals(request, regions: regions, vaults: try catalog.vaults(region: request.region))
    guard refused.isEmpty else { throw Refused(refused) }
    let project = request.project ?? regions.first { $0.id == request.region }?.defaultProject?.id ?? ""
    let place = HuaweiPlace(region: request.region, project: project)
    let wish = CBRVaultWish(
      name: request.name,
      billing: .init(
        objectType: request.type.rawValue, protectType: request.protection.rawValue,
        size: Self.gigabytes(request.capacity)), autoExpand: request.autoExpand ? true : nil)
    return try keep(try await buy(wish, place), place, "create-vault", by: requester)
  }

  private func buy(_ wish: CBRVaultWish, _ place: HuaweiPlace) async throws -> CBRVault {
    do { return try await client.createVault(wish, place) } catch {
      // It may have been bought without an answer: the list is read anew, so that a second try meets its name.
      if error.mayHaveBeenDone { try await sync.refreshVaults(place) }
      throw refusedError(error, region: place.region, project: place.project)
    }
  }

  /// Sets a vault's capacity; throws `Refused`.
  public func expandVault(_ id: String, capacity: Int64, by requester: Operator) async throws -> Vault {
    guard let vault = try catalog.vault(id) else {
      throw Refused([
        Refusal(code: .unknownID, message: "There is no vault \(id.debugDescription).", field: .vault, vault: id)
      ])
    }
    let refused = rules.expansionRefusals(vault, capacity: capacity)
    guard refused.isEmpty else { throw Refused(refused) }
    let place = HuaweiPlace(region: vault.region, project: vault.project)
    do {
      let row = try await client.resizeVault(id, size: Self.gigabytes(capacity), place)
      return try keep(row, place, "expand-vault", by: requester)
    } catch let error as HuaweiError {
      throw refusedError(error, region: vault.region, project: vault.project, vault: id)
    }
  }

  /// What is bought is at least what was asked for.
  private static func gigabytes(_ bytes: Int64) -> Int { Int((bytes >> 30) + (bytes & ((1 << 30) - 1) == 0 ? 0 : 1)) }

  private func keep(
    _ row: CBRVault, _ place: HuaweiPlace, _ action: String, by requester: Operator
  ) throws -> Vault {
    guard let vault = CatalogRows(place: place, vaultNames: [:], now: clock.now).vault(row) else {
      throw HuaweiError.unreadable(subject: "Vault \(row.id)", reason: "its kind is unknown", requestID: nil)
    }
    return try catalog.write(durable: true) { transaction in
      try transaction.putReported(vault)
      try transaction.appendAudit(
        audit(action, vault.id, region: vault.region, by: requester, facts: ["capacity": "\(vault.capacity)"]))
      return vault
    }
  }

  /// The cloud's refusal as one of our rules, else the error as it came.
  func refusedError(
    _ error: HuaweiError, region: String, project: String? = nil, vault: String? = nil, source: String? = nil
  ) -> any Error {
    guard case .failure(let failure) = error, let code = HuaweiCodes.rule(failure.code) else { return error }
    return Refused([
      Refusal(
        code: code, message: failure.vendorWords, source: source, region: region, project: project, vault: vault)
    ])
  }
}
