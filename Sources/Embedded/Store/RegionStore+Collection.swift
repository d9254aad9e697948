import Replication

extension RegionStore {
  /// Frees what nobody names; safe beside running sessions, whose garbage waits for the next time.
  func collect(dryRun: Bool) throws(StoreError) -> CollectionSummary {
    try requireWritable()
    return try Collector(self).run(dryRun: dryRun)
  }
}
