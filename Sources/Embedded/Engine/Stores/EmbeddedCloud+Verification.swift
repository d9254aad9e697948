import Replication

extension EmbeddedCloud {
  /// Reads and hashes everything in one region's store, or in all of them; problems are findings, not errors.
  ///
  /// - Parameters:
  ///   - region: The id of the region; nil for all, where one that cannot be reached is a finding too.
  ///   - repair: Puts right what can be: indexes from packs, records from the catalog, chunks from the other regions'
  ///     stores. What was put right is a finding that is `healed`.
  ///   - onProgress: Called from the store's threads with the region, logical bytes read and in all.
  /// - Throws: `Refused` for an unknown region, an explained error for one that cannot be reached.
  public func verifyStore(
    region: String? = nil, repair: Bool = false,
    onProgress: @escaping @Sendable (String, Int64, Int64) -> Void = { _, _, _ in }
  ) async throws -> [StoreFinding] {
    let known = try premises.contextFile().regions.map(\.id)
    if let region { try premises.requireRegion(region) }
    var findings: [StoreFinding] = []
    for id in region.map({ [$0] }) ?? known {
      let observer = FindingObserver(region: id, onProgress: onProgress)
      let check = StoreCheck(premises: premises, region: id, known: known, observer: observer)
      findings += try await withTaskCancellationHandler {
        try await threads.run {
          do {
            return try repair ? check.repair() : check.verify()
          } catch let error as EngineError where region == nil {
            let problem = StoreProblem(object: id, backup: nil, chunk: nil, message: Words.line(error))
            return [StoreFinding(problem, region: id)]
          }
        }
      } onCancel: {
        observer.cancel()
      }
    }
    return findings
  }
}
