import Foundation
import Replication
import Yams

extension ContextReader {
  func region(_ node: Node, in context: ContextFile) throws(ContextError) -> RegionEntry {
    let map = try YAMLMap(
      node, file: file, what: "a region",
      keys: [
        "id", "name", "store", "services", "replication", "snapshot-copy", "finance", "snapshot-quota", "projects",
      ])
    let id = try map.required("id")
    guard id.wholeMatch(of: /[a-z0-9-]{1,34}/) != nil else {
      throw map.broken("id", "a region's id is 1 to 34 of a-z, 0-9 and '-', not \(id.debugDescription)")
    }
    guard !context.regions.contains(where: { $0.id == id }) else { throw map.broken("id", "\(id) stands there twice") }
    var region = RegionEntry(
      id: id, name: try map.text("name") ?? id, store: try map.path("store"),
      services: try map.words("services") ?? Service.allCases,
      replicationCapable: try map.flag("replication", default: true),
      snapshotCopySupported: try map.flag("snapshot-copy", default: true),
      zone: try map.flag("finance", default: false) ? .finance : .standard,
      snapshotQuota: try map.count("snapshot-quota"))
    let others = context.regions.flatMap(\.projects)
    for node in try map.list("projects") {
      region.projects.append(try project(node, of: region, others: others))
    }
    if region.projects.isEmpty { region.projects = [Project(id: id, name: id, region: id, isDefault: true)] }
    let defaults = region.projects.indices.filter { region.projects[$0].isDefault }
    guard defaults.count <= 1 else { throw map.broken("projects", "\(id) has more than one default project") }
    if defaults.isEmpty { region.projects[0].isDefault = true }
    return region
  }

  private func project(
    _ node: Node, of region: RegionEntry, others: [Project]
  ) throws(ContextError) -> Project {
    let map = try YAMLMap(node, file: file, what: "a project", keys: ["id", "name", "default"])
    let id = try map.required("id")
    let name = try map.text("name") ?? id
    guard !(others + region.projects).contains(where: { $0.id == id }) else {
      throw map.broken("id", "the project \(id) stands there twice")
    }
    guard !region.projects.contains(where: { $0.name == name }) else {
      throw map.broken("name", "\(region.id) has two projects \(name)")
    }
    return Project(id: id, name: name, region: region.id, isDefault: try map.flag("default", default: false))
  }

  func server(_ node: Node, in context: ContextFile) throws(ContextError) -> Server {
    let map = try YAMLMap(
      node, file: file, what: "a server", keys: ["id", "name", "kind", "region", "project", "disks"])
    let id = try identifier(map)
    let place = try place(map, in: context)
    var server = Server(
      id: id, name: try map.required("name"), kind: ResourceKind(rawValue: try map.text("kind") ?? "ecs"),
      region: place.region, project: place.project, disks: [])
    guard !context.servers.contains(where: { $0.id == id }) else {
      throw map.broken("id", "the server \(id) stands there twice")
    }
    for node in try map.list("disks") { server.disks.append(try disk(node, in: context, server: server)) }
    guard !server.disks.isEmpty else { throw map.broken("disks", "the server \(server.name) has no disks") }
    guard server.disks.count(where: { $0.usage == .system }) <= 1 else {
      throw map.broken("disks", "the server \(server.name) has more than one system disk")
    }
    return server
  }

  /// A disk of a server lies where the server lies; a single disk says where.
  func disk(_ node: Node, in context: ContextFile, server: Server?) throws(ContextError) -> Disk {
    let keys = ["id", "name", "usage", "path", "format"] + (server == nil ? ["region", "project"] : [])
    let map = try YAMLMap(node, file: file, what: "a disk", keys: keys)
    let id = try identifier(map)
    let place =
      if let server { (region: server.region, project: server.project) } else { try place(map, in: context) }
    let format = try map.text("format") ?? "auto"
    guard ["auto", "raw"].contains(format) else {
      throw map.broken("format", "format must be raw or left out, not \(format.debugDescription)")
    }
    let known = context.servers.flatMap(\.disks) + context.disks + (server?.disks ?? [])
    guard !known.contains(where: { $0.id == id }) else { throw map.broken("id", "the disk \(id) stands there twice") }
    return Disk(
      id: id, name: try map.required("name"), usage: try map.word("usage"), path: try map.path("path"),
      region: place.region, project: place.project, server: server.map { NamedReference(id: $0.id, name: $0.name) },
      forcedRaw: format == "raw")
  }

  func fileSystem(_ node: Node, in context: ContextFile) throws(ContextError) -> FileSystem {
    let map = try YAMLMap(
      node, file: file, what: "a file system", keys: ["id", "name", "region", "project", "path", "note", "leftOut"])
    let id = try identifier(map)
    let place = try place(map, in: context)
    guard !context.fileSystems.contains(where: { $0.id == id }) else {
      throw map.broken("id", "the file system \(id) stands there twice")
    }
    return FileSystem(
      id: id, name: try map.required("name"), region: place.region, project: place.project,
      path: try map.path("path"), note: try map.text("note"), leftOut: try leftOut(map))
  }

  private func leftOut(_ system: YAMLMap) throws(ContextError) -> LeftOut? {
    let keys = ["setuid", "devices", "owners", "attributes"]
    guard let map = try system.map("leftOut", keys: keys) else { return nil }
    return LeftOut(
      setuid: try map.count("setuid") ?? 0, devices: try map.count("devices") ?? 0,
      owners: try map.count("owners") ?? 0, attributes: try map.count("attributes") ?? 0)
  }

  /// An id given by hand may be any text a store can keep as a name.
  private func identifier(_ map: YAMLMap) throws(ContextError) -> String {
    let id = try map.required("id")
    guard id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil else {
      throw map.broken("id", "an id is 1 to 64 letters, digits, '.', '_' and '-', not \(id.debugDescription)")
    }
    return id
  }

  private func place(
    _ map: YAMLMap, in context: ContextFile
  ) throws(ContextError) -> (region: String, project: String) {
    let id = try map.required("region")
    guard let region = context.regions.first(where: { $0.id == id }) else {
      throw map.broken("region", "there is no region \(id.debugDescription) in this file")
    }
    guard let project = try map.text("project") else {
      return (id, region.projects.first { $0.isDefault }?.id ?? id)
    }
    guard region.projects.contains(where: { $0.id == project }) else {
      throw map.broken("project", "\(id) has no project \(project.debugDescription)")
    }
    return (id, project)
  }
}
