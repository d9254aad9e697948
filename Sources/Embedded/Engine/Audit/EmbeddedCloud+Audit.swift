import Catalog
public import Replication

extension EmbeddedCloud {
  /// Reads the whole audit and holds it against the heads that the regions' stores witnessed.
  public func checkAudit() async throws -> AuditCheck {
    try await threads.run { [premises] in
      let entries = try premises.contextFile().regions
      return try premises.catalog.read { transaction in
        var check = try transaction.checkAudit()
        let known = try transaction.knownAudits()
        for entry in entries {
          guard let store = try? premises.stores.readable(entry.id) else {
            check.unasked.append(entry.id)
            continue
          }
          try premises.hold(&check, against: store, known: known, transaction)
        }
        return check
      }
    }
  }
}

extension Premises {
  fileprivate func hold(
    _ check: inout AuditCheck, against store: RegionStore, known: Set<String>, _ transaction: CatalogTransaction
  ) throws {
    let (heads, problems) = try store.auditHeads.all()
    check.flaws += problems.map { .headUnreadable(region: store.regionID, reason: $0.message) }
    for head in heads {
      if try transaction.auditHash(ofLine: head.number) == head.hash {
        check.witnesses.append(store.regionID)
      } else if known.contains(head.chain) {
        if !check.earlier.contains(head) { check.earlier.append(head) }
      } else {
        check.flaws.append(.headMissed(head, region: store.regionID))
      }
    }
  }
}
