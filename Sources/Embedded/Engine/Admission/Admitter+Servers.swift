import Catalog
import Foundation
import Replication

extension Admitter {
  /// Admits the provisioning of a server of an image (S58).
  func admit(_ request: ServerRequest) throws -> Verdict {
    let names = FieldRules.resourceName(request.name, field: .name)
    guard let image = try premises.catalog.image(request.image) else {
      return Verdict(refused: [EngineRefusals.unknown("image", request.image)] + names)
    }
    guard let source = try premises.catalog.backup(image.backup) else {
      throw EngineError.sourceGone(id: image.backup, region: image.region)
    }
    let file = try premises.contextFile()
    guard let entry = file.regions.first(where: { $0.id == image.region }) else {
      return Verdict(refused: [EngineRefusals.unknown("region", image.region, field: .region, region: image.region)])
    }
    guard let project = project(request.project ?? source.project, of: entry) else {
      let refusal = EngineRefusals.unknown("project", request.project ?? "", field: .project, region: entry.id)
      return Verdict(refused: [refusal] + names)
    }
    let folder = request.path ?? "\(entry.store)-servers/\(request.name)"
    guard folder.hasPrefix("/") else { throw EngineError.notAbsolute(path: folder) }
    let server = server(request.name, of: source, project: project, folder: folder)
    var refused = EngineRefusals.server(server.name, region: entry.id, project: project, file)
    // Where the server's name is wrong, its disks' names say nothing new.
    if refused.isEmpty {
      refused = server.disks.flatMap { EngineRefusals.disk($0.name, region: entry.id, project: project, file) }
    }
    if refused.isEmpty, RestorePlace.isTaken(folder) { throw StoreError.targetExists(path: folder) }
    _ = try premises.stores.readable(entry.id)
    return try admit(server, of: image, refused)
  }

  private func admit(_ server: Server, of image: Image, _ names: [Refusal]) throws -> Verdict {
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(server: server), as: id) { transaction in
      var refused = try retryRefusals(transaction) + names
      guard let backup = try transaction.backup(image.backup), try transaction.image(image.id) != nil else {
        return Verdict(refused: refused + [EngineRefusals.unknown("image", image.id)])
      }
      if backup.status != .available {
        refused.append(
          EngineRefusals.notAvailable(
            backup.name, id: backup.id, state: backup.status.label, verb: "used for a server"))
      }
      if backup.containsSystemDisk != true {
        refused.append(
          Refusal(
            code: .noSystemDisk, message: "\(image.name) has no system disk, so no server could start from it.",
            field: .source, source: image.id))
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(
        .provision, id: id, source: TaskEndpoint(id: image.id, name: image.name, region: image.region),
        target: TaskEndpoint(id: server.id, name: server.name, region: server.region), bytes: backup.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  private func server(_ name: String, of source: Backup, project: String, folder: String) -> Server {
    let id = targetID()
    let owner = NamedReference(id: id, name: name)
    let names = DiskNames.of(name, usages: source.disks.map(\.usage))
    let files = ImageFolder.names(of: source.disks.map(\.usage))
    let disks = zip(source.disks, zip(names, files)).map { disk, name in
      Disk(
        id: premises.newID(), name: name.0, usage: disk.usage, path: "\(folder)/\(name.1).raw", region: source.region,
        project: project, server: owner, forcedRaw: true)
    }
    return Server(id: id, name: name, kind: .ecs, region: source.region, project: project, disks: disks)
  }

  /// A project by its id or name.
  private func project(_ text: String, of entry: RegionEntry) -> String? {
    (entry.projects.first { $0.id == text } ?? entry.projects.first { $0.name == text })?.id
  }

  /// Admits the making of a disk of a snapshot.
  func admit(_ request: DiskRequest) throws -> Verdict {
    guard request.path.hasPrefix("/") else { throw EngineError.notAbsolute(path: request.path) }
    guard let source = try premises.catalog.snapshot(request.snapshot) else {
      return Verdict(
        refused: [EngineRefusals.unknown("snapshot", request.snapshot)]
          + FieldRules.resourceName(request.name, field: .name))
    }
    let file = try premises.contextFile()
    let names = EngineRefusals.disk(request.name, region: source.region, project: source.project, file)
    if names.isEmpty, RestorePlace.isTaken(request.path) { throw StoreError.targetExists(path: request.path) }
    _ = try premises.stores.readable(source.region)
    let disk = Disk(
      id: targetID(), name: request.name, usage: source.usage, path: request.path, region: source.region,
      project: source.project, forcedRaw: true)
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(disk: disk), as: id) { transaction in
      var refused = try retryRefusals(transaction) + names
      guard let snapshot = try transaction.snapshot(request.snapshot) else {
        return Verdict(refused: refused + [EngineRefusals.unknown("snapshot", request.snapshot)])
      }
      if snapshot.state != .normal {
        refused.append(
          EngineRefusals.notAvailable(
            snapshot.name, id: snapshot.id, state: snapshot.state.label, verb: "used for a disk"))
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(
        .provision, id: id, source: TaskEndpoint(id: snapshot.id, name: snapshot.name, region: snapshot.region),
        target: TaskEndpoint(id: disk.id, name: disk.name, region: disk.region), bytes: snapshot.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }
}
