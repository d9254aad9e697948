import Catalog
import Foundation
import Replication

/// Makes catalog, context file and stores agree at opening.
///
/// The context file says which regions there are, the stores what exists in them, the catalog what is queued and
/// locked. It also finishes what a crash left between store and catalog.
struct Reconciliation {
  let premises: Premises

  /// Compares everything that can be reached; nothing is written where nothing differs.
  func run() throws {
    let file = try premises.contextFile()
    try putRegions(file)
    let isRebuild = try premises.catalog.needsRebuild()
    for entry in file.regions {
      guard let store = try? premises.stores.readable(entry.id) else {
        // Its rows stay as they were; the region's row says why it cannot be reached.
        continue
      }
      try reconcile(store, region: entry.id, isRebuild: isRebuild)
    }
    guard isRebuild else { return }
    let images = try ImageRecords(folder: premises.imagesFolder).all()
    try premises.catalog.write(durable: true) { transaction in
      for image in images { try transaction.put(image) }
      try premises.beginAudit(transaction, regions: file.regions)
      try transaction.markRebuilt()
    }
  }

  /// Puts the regions of the context file, with their present reachability and quota, into the catalog.
  func putRegions(_ file: ContextFile) throws {
    let wanted = file.regions.map { region(of: $0, in: file) }
    let present = try premises.catalog.regions()
    let known = Dictionary(present.map { ($0.id, $0) }) { first, _ in first }
    if known.count == wanted.count, wanted.allSatisfy({ Self.agree($0, known[$0.id]) }) { return }
    try premises.catalog.write(durable: true) { transaction in
      let kept = Set(wanted.map(\.id))
      for region in try transaction.regions() where !kept.contains(region.id) {
        try transaction.removeRegion(region.id)
      }
      for region in wanted { try transaction.put(region) }
    }
  }

  /// A region as the catalog keeps it.
  func region(of entry: RegionEntry, in file: ContextFile) -> Region {
    let disks =
      file.disks.count { $0.region == entry.id }
      + file.servers.filter { $0.region == entry.id }.reduce(0) { $0 + $1.disks.count }
    return Region(
      id: entry.id, name: entry.name, services: entry.services, replicationCapable: entry.replicationCapable,
      snapshotCopySupported: entry.snapshotCopySupported, zone: entry.zone,
      projects: entry.projects.filter(\.isDefault) + entry.projects.filter { !$0.isDefault },
      snapshotQuota: entry.snapshotQuota ?? ProviderProfile.embedded.snapshotQuota(disks: disks),
      unreachable: premises.stores.trouble(entry.id))
  }

  private static func agree(_ wanted: Region, _ present: Region?) -> Bool {
    guard var present else { return false }
    present.snapshotsUsed = wanted.snapshotsUsed
    return wanted == present
  }

  private func reconcile(_ store: RegionStore, region: String, isRebuild: Bool) throws {
    do {
      try premises.claims.reconciling {
        try StoreComparison(premises: premises, store: store, region: region, isRebuild: isRebuild).apply()
      }
    } catch let error as StoreError {
      // One unreadable store must not keep the others from being used.
      premises.notices.post("\(region): \(Words.line(error))")
    }
  }
}
