import Catalog
public import Replication

extension EmbeddedCloud {
  /// Frees what nothing published in a region's store names and no task relies on.
  ///
  /// - Parameter dryRun: Only tells what would be freed.
  /// - Throws: `Refused` for an unknown region, an explained error of the store.
  public func collectStore(region: String, dryRun: Bool, by requester: Operator) async throws -> StoreCollection {
    try await threads.run { [premises] in
      try premises.requireRegion(region)
      let summary = try premises.stores.writable(region).collect(dryRun: dryRun)
      if !dryRun, summary.packs + summary.rewritten > 0 {
        try premises.catalog.write(durable: true) { transaction in
          try transaction.appendAudit(
            AuditEntry(
              date: premises.clock.now, requester: requester, action: "collect", subject: region, region: region,
              facts: ["chunks": "\(summary.chunks)", "bytes": "\(summary.bytes)"]))
        }
      }
      return StoreCollection(summary, region: region, dryRun: dryRun)
    }
  }
}

extension Premises {
  /// Refuses a region that the context does not name.
  func requireRegion(_ region: String) throws {
    guard try contextFile().regions.contains(where: { $0.id == region }) else {
      throw Refused([EngineRefusals.unknown("region", region, field: .region, region: region)])
    }
  }
}
