import Foundation
public import Replication

extension EmbeddedCloud {
  /// Adds a region with a default project named like it, and makes its store in an absent or empty folder.
  ///
  /// - Parameters:
  ///   - region: Id, name and capabilities; its projects are made here where it names none.
  ///   - store: The folder of the store.
  ///   - quota: How many snapshots the region may hold; nil for the rule of S35.
  /// - Throws: `Refused`, or an explained error of the store.
  public func addRegion(_ region: Region, store: String, quota: Int?) throws {
    var entry = RegionEntry(
      id: region.id, name: region.name, store: absolutePath(store), services: region.services,
      replicationCapable: region.replicationCapable, snapshotCopySupported: region.snapshotCopySupported,
      zone: region.zone, snapshotQuota: quota, projects: region.projects)
    if entry.projects.isEmpty {
      entry.projects = [Project(id: premises.newID(), name: region.id, region: region.id, isDefault: true)]
    }
    let homeID = try premises.home.id()
    try premises.files.update(premises.context) { [entry] file in
      var refused = FieldRules.regionID(entry.id)
      if file.regions.contains(where: { $0.id == entry.id }) { refused.append(EngineRefusals.regionTaken(entry.id)) }
      if !refused.isEmpty { throw Refused(refused) }
      let described = Self.describe(entry, quota: quota)
      try Self.makeStore(at: entry.store, region: described, homeID: homeID)
      file.regions.append(entry)
    }
    premises.stores.add(entry.id, path: entry.store)
    try refreshRegions()
  }

  /// Adds a project to a region.
  /// - Throws: `Refused`, or an explained error of the store.
  public func addProject(name: String, region: String, isDefault: Bool) throws -> Project {
    let project = Project(id: premises.newID(), name: name, region: region, isDefault: isDefault)
    try premises.files.update(premises.context) { file in
      var refused = FieldRules.resourceName(name, field: .name)
      guard let index = file.regions.firstIndex(where: { $0.id == region }) else {
        throw Refused([EngineRefusals.unknown("region", region, field: .region, region: region)] + refused)
      }
      if file.regions[index].projects.contains(where: { $0.name == name }) {
        refused.append(EngineRefusals.nameTaken(name, by: "project", region: region, project: ""))
      }
      if !refused.isEmpty { throw Refused(refused) }
      if isDefault {
        for other in file.regions[index].projects.indices { file.regions[index].projects[other].isDefault = false }
      }
      file.regions[index].projects.append(project)
      let entry = file.regions[index]
      try premises.stores.writable(region).putRegion(Self.describe(entry, quota: entry.snapshotQuota))
    }
    try refreshRegions()
    return project
  }

  /// Tells the catalog what the context file says now.
  func refreshRegions() throws {
    try Reconciliation(premises: premises).putRegions(try premises.contextFile())
  }

  /// A path from the root on; relative ones begin at the working folder.
  func absolutePath(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return (whole as NSString).standardizingPath
  }

  static func describe(_ entry: RegionEntry, quota: Int?) -> Region {
    Region(
      id: entry.id, name: entry.name, services: entry.services, replicationCapable: entry.replicationCapable,
      snapshotCopySupported: entry.snapshotCopySupported, zone: entry.zone, projects: entry.projects,
      snapshotQuota: quota)
  }

  /// A store of this home and region that is there already is used again: the context file was written last.
  private static func makeStore(at path: String, region: Region, homeID: String) throws {
    do {
      _ = try RegionStore.create(at: path, region: region, owner: homeID)
    } catch StoreError.notEmpty {
      // Whatever keeps it from being opened, the folder is not empty: that is what to say.
      guard let store = try? RegionStore.open(at: path, home: homeID), store.isWritable, store.regionID == region.id
      else { throw StoreError.notEmpty(path: path) }
      try store.putRegion(region)
    }
  }
}
