import Replication

extension EmbeddedCloud {
  /// Reads and hashes everything in one region's store, or in all of them; problems are findings, not errors.
  ///
  /// - Parameters:
  ///   - region: The id of the region; nil for all that can be reached.
  ///   - onProgress: Called from the store's threads with the region, logical bytes read and in all.
  /// - Throws: `Refused` for an unknown region, an explained error for one that cannot be reached.
  public func verifyStore(
    region: String? = nil, onProgress: @escaping @Sendable (String, Int64, Int64) -> Void = { _, _, _ in }
  ) async throws -> [StoreFinding] {
    let known = try premises.contextFile().regions.map(\.id)
    if let region, !known.contains(region) {
      throw Refused([EngineRefusals.unknown("region", region, field: .region, region: region)])
    }
    var findings: [StoreFinding] = []
    for id in region.map({ [$0] }) ?? known {
      let observer = FindingObserver(region: id, onProgress: onProgress)
      findings += try await withTaskCancellationHandler {
        try await threads.run { [premises] in
          try premises.stores.readable(id).verifyAll(observer: observer).map { StoreFinding($0, region: id) }
        }
      } onCancel: {
        observer.cancel()
      }
    }
    return findings
  }
}
