import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// Makes a store that is there already a region of the context, with everything in it.
  ///
  /// While another home owns it, the region can only be read.
  /// - Parameters:
  ///   - path: The folder of the store: copied from elsewhere, or left by a home that is gone.
  ///   - take: Makes this home its owner.
  /// - Returns: The region as it is now.
  /// - Throws: `Refused`, or an explained error of the store, also while a process of its owner writes to it.
  public func importStore(path: String, take: Bool, by requester: Operator) async throws -> Region {
    let path = absolutePath(path)
    return try await threads.run { [premises] in
      try StoreImport(premises: premises, path: path, requester: requester).run(take: take)
    }
  }
}

/// The import of one store.
struct StoreImport {
  let premises: Premises
  let path: String
  let requester: Operator

  func run(take: Bool) throws -> Region {
    let store = try RegionStore.open(at: path, home: try premises.home.id())
    var region = try store.contents().region
    region.id = store.regionID
    try refuse(region)
    if take, !store.isWritable { try store.take(for: try premises.home.id()) }
    let described = self.entry(of: region)
    let entry = try premises.files.update(premises.context) { file in
      try Self.place(described, in: &file, isOther: isOther)
    }
    premises.stores.add(entry.id, path: path)
    let reconciliation = Reconciliation(premises: premises)
    try reconciliation.putRegions(try premises.contextFile())
    let present = try premises.stores.readable(entry.id)
    try premises.claims.reconciling {
      try StoreComparison(premises: premises, store: present, region: entry.id, isRebuild: true).apply()
    }
    try premises.catalog.write(durable: true) { transaction in
      try transaction.appendAudit(
        AuditEntry(
          date: premises.clock.now, requester: requester, action: "import", subject: entry.id, region: entry.id,
          facts: premises.witnessed(by: [present]).merging(["path": path, "take": "\(take)"]) { $1 }))
    }
    return try premises.catalog.regions().first { $0.id == entry.id }
      ?? reconciliation.region(of: entry, in: try premises.contextFile())
  }

  /// The region as its store describes it, under its present path.
  private func entry(of region: Region) -> RegionEntry {
    var entry = RegionEntry(
      id: region.id, name: region.name, store: path, services: region.services,
      replicationCapable: region.replicationCapable, snapshotCopySupported: region.snapshotCopySupported,
      zone: region.zone, snapshotQuota: region.snapshotQuota, projects: region.projects)
    if !entry.projects.contains(where: \.isDefault) {
      entry.projects.append(Project(id: premises.newID(), name: region.id, region: region.id, isDefault: true))
    }
    return entry
  }

  /// Adds the region, or notes where the store of a known one lies now.
  private static func place(
    _ entry: RegionEntry, in file: inout ContextFile, isOther: (RegionEntry) -> Bool
  ) throws -> RegionEntry {
    guard let index = file.regions.firstIndex(where: { $0.id == entry.id }) else {
      file.regions.append(entry)
      return entry
    }
    guard !isOther(file.regions[index]) else { throw Refused([EngineRefusals.regionTaken(entry.id)]) }
    file.regions[index].store = entry.store
    return file.regions[index]
  }

  /// Whether a region of the context has a store of its own elsewhere that can be reached.
  private func isOther(_ known: RegionEntry) -> Bool {
    guard known.store != path else { return false }
    do {
      _ = try premises.stores.readable(known.id)
      return true
    } catch {
      return false  // its store was moved here, or is lost
    }
  }

  /// Refuses before anything is changed.
  private func refuse(_ region: Region) throws {
    var refused = FieldRules.regionID(region.id)
    if let known = try premises.contextFile().regions.first(where: { $0.id == region.id }), isOther(known) {
      refused.append(EngineRefusals.regionTaken(region.id))
    }
    // Two contexts that write to one store would not see each other's tasks.
    for name in try premises.files.names() where name != premises.context {
      guard try premises.files.load(name).regions.contains(where: { $0.store == path }) else { continue }
      refused.append(
        Refusal(
          code: .inUse, message: "\(path) is the store of a region of the context \(name). Use that context.",
          field: .region))
    }
    if !refused.isEmpty { throw Refused(refused) }
  }
}
