import Catalog
public import Replication

extension EmbeddedCloud {
  /// Creates a vault, in the catalog and in its region's store; throws `Refused` with all reasons.
  public func createVault(_ request: VaultRequest, by requester: Operator) async throws -> Vault {
    try await threads.run { [premises] in
      let rules = try premises.rules()
      return try premises.auditedChange("create-vault", by: requester) {
        let vault = try premises.catalog.write(durable: true) { transaction in
          let regions = try transaction.regions()
          let vaults = try transaction.vaults(region: request.region)
          let refused = rules.vaultRefusals(request, regions: regions, vaults: vaults)
          guard refused.isEmpty else { throw Refused(refused) }
          _ = try premises.stores.writable(request.region)
          let project = request.project ?? regions.first { $0.id == request.region }?.defaultProject?.id ?? ""
          let vault = Vault(
            id: premises.newID(), name: request.name, type: request.type, protection: request.protection,
            region: request.region, project: project, capacity: request.capacity, autoExpand: request.autoExpand,
            createdAt: premises.clock.now)
          try transaction.put(vault)
          try transaction.appendAudit(premises.audit("create-vault", vault, by: requester))
          return vault
        }
        do {
          try premises.stores.writable(vault.region).putVault(vault)
        } catch {
          // A vault that its store does not know would vanish at the next opening; nobody was told of it yet.
          try premises.catalog.write(durable: true) { try $0.removeVault(vault.id) }
          throw error
        }
        premises.keepAuditHead(in: [vault.region])
        return vault
      }
    }
  }

  /// Sets the total capacity of a vault in bytes, in the catalog and in its store; throws `Refused`.
  public func expandVault(_ id: String, capacity: Int64, by requester: Operator) async throws -> Vault {
    try await changeVault(id, capacity: capacity, autoExpand: nil, by: requester)
  }

  /// Sets the total capacity of a vault in bytes, and whether it grows by itself; nil leaves it; throws `Refused`.
  public func changeVault(
    _ id: String, capacity: Int64?, autoExpand: Bool?, by requester: Operator
  ) async throws -> Vault {
    try await threads.run { [premises] in
      let rules = try premises.rules()
      return try premises.auditedChange("expand-vault", by: requester, on: id) {
        let (old, new) = try premises.catalog.write(durable: true) { transaction in
          guard let old = try transaction.vault(id) else {
            throw Refused([EngineRefusals.unknown("vault", id, field: .vault)])
          }
          let refused = rules.expansionRefusals(
            old, capacity: capacity ?? max(old.capacity, old.used &+ old.reserved))
          guard refused.isEmpty else { throw Refused(refused) }
          _ = try premises.stores.writable(old.region)
          var new = old
          new.capacity = capacity ?? old.capacity
          new.autoExpand = autoExpand ?? old.autoExpand
          try transaction.put(new)
          try transaction.appendAudit(premises.audit("expand-vault", new, by: requester))
          return (old, new)
        }
        do {
          try premises.storeVault(new.id)
        } catch {
          try premises.catalog.write(durable: true) { try $0.put(old) }
          throw error
        }
        premises.keepAuditHead(in: [new.region])
        return new
      }
    }
  }
}

extension Premises {
  /// Writes a vault as the catalog has it now into its store; one at a time, so that an older row never ends last.
  func storeVault(_ id: String) throws {
    let claim = try claims.take(.vaults, isExclusive: true)
    defer { claim?.release() }
    guard let vault = try catalog.vault(id) else { return }
    try stores.writable(vault.region).putVault(vault)
  }

  /// A change of stores and catalog together that an operator ordered.
  fileprivate func auditedChange<Outcome>(
    _ action: String, by requester: Operator, on subject: String = "", _ body: () throws -> Outcome
  ) throws -> Outcome {
    try audited(action, by: requester, on: subject) { try claims.publishing(body) }
  }
}
