import Catalog
import Replication

extension Deleter {
  /// Whether another verified copy of the same data can be reached in any region.
  func hasOtherCopy(of backup: Backup, in reachable: Set<String>, _ transaction: CatalogTransaction) throws -> Bool {
    let original = backup.source?.id ?? backup.id
    var family = [try transaction.backup(original)]
    for region in try transaction.regions() {
      family.append(try transaction.existingReplica(of: original, region: region.id))
    }
    return family.compactMap { $0 }.contains { copy in
      copy.id != backup.id && copy.status == .available && copy.verifiedAt != nil && reachable.contains(copy.region)
    }
  }

  /// Whether another verified copy of the same data can be reached in any region; copies may be copied on.
  func hasOtherCopy(of snapshot: Snapshot, in reachable: Set<String>, _ transaction: CatalogTransaction) throws -> Bool
  {
    var seen: Set<String> = []
    var open = [snapshot.id] + (snapshot.source.map { [$0.id] } ?? [])
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let copy = try transaction.snapshot(id) {
        if id != snapshot.id, copy.state == .normal, copy.verifiedAt != nil, reachable.contains(copy.region) {
          return true
        }
        if let source = copy.source { open.append(source.id) }
      }
      open += try transaction.snapshots(copiedFrom: id).map(\.id)
    }
    return false
  }

  /// The regions whose stores can be read just now.
  func reachableRegions() throws -> Set<String> {
    Set(try premises.contextFile().regions.map(\.id).filter(isReachable))
  }

  private func isReachable(_ region: String) -> Bool {
    do {
      _ = try premises.stores.readable(region)
      return true
    } catch {
      // Out of reach is the answer, not a failure.
      return false
    }
  }
}
