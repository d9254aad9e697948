import Replication

/// Verifies a store, puts right what can be, and verifies it again until nothing gets better.
struct StoreRepair {
  private let store: RegionStore
  private let siblings: [RegionStore]
  private let observer: any TransferObserver

  /// A page that is healed may name chunks that are broken too: head, six levels of pages, chunks.
  private static let rounds = 9

  init(_ store: RegionStore, siblings: [RegionStore], observer: any TransferObserver) {
    self.store = store
    self.siblings = siblings
    self.observer = observer
  }

  /// Finds and heals; what is left could not be healed.
  func run(records: ([String]) throws -> Void) throws -> (found: [StoreProblem], left: [StoreProblem]) {
    var damage = try StoreVerification(store, observer: observer).damage()
    var found: [StoreProblem] = []
    for _ in 0..<Self.rounds {
      found += damage.problems.filter { !found.contains($0) }
      if damage.problems.isEmpty { break }
      try heal(damage, records: records)
      let next = try StoreVerification(store, observer: observer).damage()
      let isStuck = Set(next.problems) == Set(damage.problems)
      damage = next
      if isStuck { break }
    }
    return (found, damage.problems)
  }

  private func heal(_ damage: StoreDamage, records: ([String]) throws -> Void) throws {
    let places = damage.problems.compactMap { Self.record($0.object) }
    if !places.isEmpty { try records(Array(Set(places)).sorted()) }
    try BaseHints(store).remove(Set(damage.problems.map(\.object)))
    if !damage.indexes.isEmpty { try IndexRepair(store).run(damage.indexes) }
    if !damage.packs.isEmpty || !damage.chunks.isEmpty {
      try ChunkRepair(store, siblings: siblings, observer: observer).run(damage)
    }
    do throws(StoreError) {
      // What is damaged and named by nobody goes with the garbage.
      _ = try store.collect(dryRun: false)
    } catch {
      switch error {
      // Collecting stops at anything it cannot read, which the next verification names; who collects now frees it.
      case .damaged, .missing, .newerVersion, .collectionBusy: break
      default: throw error
      }
    }
  }

  /// The folder and id of a record, from the name of one of its versions.
  private static func record(_ object: String) -> String? {
    let parts = object.split(separator: "/").map(String.init)
    guard let folder = parts.first, RegionStore.recordFolders.contains(folder) else { return nil }
    // Errors name the version, the folder and id, or for region and owner only the folder.
    return parts.count > 1 ? "\(folder)/\(parts[1])" : "\(folder)/\(folder)"
  }
}
