import Catalog
import Foundation
public import Replication

extension EmbeddedCloud {
  /// The registered servers of all regions.
  public func servers() throws -> [Server] { try premises.contextFile().servers }

  /// The registered disks of all regions, those of servers included.
  public func disks() throws -> [Disk] { try premises.contextFile().allDisks }

  /// Registers a server by its disks, which are named `NAME-system`, `NAME-data-1`, ….
  ///
  /// - Parameter project: The id of the project; nil for the region's default one.
  /// - Throws: `Refused`, or an explained error about a disk file.
  public func addServer(
    name: String, region: String, project: String?, kind: ResourceKind,
    disks: [(usage: DiskUsage, path: String)], forcedRaw: Bool = false
  ) throws -> Server {
    guard !disks.isEmpty, disks.count(where: { $0.usage == .system }) <= 1 else {
      throw EngineError.diskChoice(server: name)
    }
    let wanted = disks.map { (usage: $0.usage, path: absolutePath($0.path)) }
    return try register(name: name, region: region, project: project) { file, home in
      let id = premises.newID()
      let owner = NamedReference(id: id, name: name)
      let named = zip(DiskNames.of(name, usages: wanted.map(\.usage)), wanted).map { diskName, disk in
        Disk(
          id: premises.newID(), name: diskName, usage: disk.usage, path: disk.path, region: region, project: home.id,
          server: owner, forcedRaw: forcedRaw)
      }
      var refused = EngineRefusals.server(name, region: region, project: home.id, file)
      refused += named.flatMap { EngineRefusals.disk($0.name, region: region, project: home.id, file) }
      if !refused.isEmpty { throw Refused(refused) }
      for disk in named { _ = try DiskFile.size(of: disk.path, forcedRaw: forcedRaw) }
      let server = Server(id: id, name: name, kind: kind, region: region, project: home.id, disks: named)
      file.servers.append(server)
      return server
    }
  }

  /// Registers a single disk.
  ///
  /// - Parameter project: The id of the project; nil for the region's default one.
  /// - Throws: `Refused`, or an explained error about the disk file.
  public func addDisk(
    name: String, region: String, project: String?, usage: DiskUsage, path: String, forcedRaw: Bool = false
  ) throws -> Disk {
    let place = absolutePath(path)
    return try register(name: name, region: region, project: project) { file, home in
      let refused = EngineRefusals.disk(name, region: region, project: home.id, file)
      if !refused.isEmpty { throw Refused(refused) }
      _ = try DiskFile.size(of: place, forcedRaw: forcedRaw)
      let disk = Disk(
        id: premises.newID(), name: name, usage: usage, path: place, region: region, project: home.id,
        forcedRaw: forcedRaw)
      file.disks.append(disk)
      return disk
    }
  }

  /// Forgets a server; its files and backups stay.
  /// - Throws: `Refused`.
  @discardableResult
  public func removeServer(_ id: String) throws -> Server {
    let server = try premises.files.update(premises.context) { file -> Server in
      guard let index = file.servers.firstIndex(where: { $0.id == id }) else {
        throw Refused([EngineRefusals.unknown("server", id)])
      }
      try refuseInUse(file.servers[index].name, ids: [id] + file.servers[index].disks.map(\.id))
      return file.servers.remove(at: index)
    }
    try refreshRegions()
    return server
  }

  /// Forgets a single disk; its file, backups and snapshots stay.
  /// - Throws: `Refused`; a server's disk goes with its server.
  @discardableResult
  public func removeDisk(_ id: String) throws -> Disk {
    let disk = try premises.files.update(premises.context) { file -> Disk in
      guard let index = file.disks.firstIndex(where: { $0.id == id }) else {
        guard let other = file.allDisks.first(where: { $0.id == id }), let server = other.server else {
          throw Refused([EngineRefusals.unknown("disk", id)])
        }
        throw Refused([
          Refusal(
            code: .inUse, message: "\(other.name) belongs to the server \(server.name). Remove the server instead.",
            source: id)
        ])
      }
      try refuseInUse(file.disks[index].name, ids: [id])
      return file.disks.remove(at: index)
    }
    try refreshRegions()
    return disk
  }

  // MARK: - Checking

  func register<T>(
    name: String, region: String, project: String?, _ body: (inout ContextFile, Project) throws -> T
  ) throws -> T {
    let result = try premises.files.update(premises.context) { file in
      var refused: [Refusal] = []
      let entry = file.regions.first { $0.id == region }
      let home = entry.flatMap { Self.project(project, of: $0) }
      if entry == nil {
        refused.append(EngineRefusals.unknown("region", region, field: .region, region: region))
      } else if home == nil {
        refused.append(EngineRefusals.unknown("project", project ?? "", field: .project, region: region))
      }
      guard let home else { throw Refused(refused + FieldRules.resourceName(name, field: .name)) }
      return try body(&file, home)
    }
    try refreshRegions()
    return result
  }

  private static func project(_ id: String?, of entry: RegionEntry) -> Project? {
    guard let id else { return entry.projects.first(where: \.isDefault) ?? entry.projects.first }
    return entry.projects.first { $0.id == id } ?? entry.projects.first { $0.name == id }
  }

  func refuseInUse(_ name: String, ids: [String]) throws {
    for id in ids {
      let tasks = try catalog.tasks(touching: id, limit: 20)
      if let task = tasks.first(where: { !$0.status.hasEnded }) {
        throw Refused([EngineRefusals.inUse(name, task: task)])
      }
    }
  }
}
