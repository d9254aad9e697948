import Replication

extension CatalogTransaction {
  /// The same as `regions()`, made of the rows only when these were changed since the last time.
  func unchangedRegions() throws -> [Region] {
    // What this transaction has changed itself is counted up only when it ends.
    guard touched.names.isDisjoint(with: ["region", "snapshot"]) else { return try regions() }
    let generation = RegionCache.Generation(
      regions: try generation(of: "region"), snapshots: try generation(of: "snapshot"))
    return try countCache.regions.regions(generation, regions)
  }
}
