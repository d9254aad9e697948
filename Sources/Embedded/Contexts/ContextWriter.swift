import Replication
import Yams

/// Writes context files for people: block style, one value a line, only what differs from the defaults.
struct ContextWriter {
  let file: String

  func text(of context: ContextFile) throws(ContextError) -> String {
    var settings: [(Node, Node)] = [entry("beta", Node(context.settings.beta ? "on" : "off"))]
    if let rate = context.settings.linkRate { settings.append(entry("link-rate", Node(ByteQuantity.text(rate)))) }
    if let count = context.settings.transfers { settings.append(entry("transfers", Node(String(count)))) }
    var root = [
      entry("version", Node(String(ContextReader.version))), entry("name", text(context.name)),
      entry("provider", text(context.provider.rawValue)), entry("settings", block(settings)),
    ]
    if let account = context.account { root.append(entry("account", self.account(account))) }
    if !context.regions.isEmpty { root.append(entry("regions", list(context.regions.map(region)))) }
    if !context.servers.isEmpty { root.append(entry("servers", list(context.servers.map(server)))) }
    if !context.disks.isEmpty { root.append(entry("disks", list(context.disks.map { disk($0, withPlace: true) }))) }
    if !context.fileSystems.isEmpty {
      root.append(entry("filesystems", list(context.fileSystems.map(fileSystem))))
    }
    if !context.policies.isEmpty { root.append(entry("policies", list(context.policies.map(policy)))) }
    do {
      return Self.heading + (try Yams.serialize(node: block(root), indent: 2, width: -1, allowUnicode: true))
    } catch {
      throw .broken(file: file, line: 1, column: 1, problem: "the context cannot be written as YAML: \(error)")
    }
  }

  private static let heading = """
    # A context of farshore. It may be edited by hand while no farshore command changes it;
    # comments are lost when one does.

    """

  private func account(_ account: AccountSettings) -> Node {
    var entries = [entry("credentials", text(account.credentials))]
    if let file = account.file { entries.append(entry("file", text(file))) }
    if let profile = account.profile { entries.append(entry("profile", text(profile))) }
    if !account.regions.isEmpty {
      entries.append(entry("regions", Node(account.regions.map { text($0) }, .implicit, .flow)))
    }
    if !account.endpoints.isEmpty {
      let endpoints = account.endpoints.sorted { $0.key < $1.key }.map { entry($0.key, text($0.value)) }
      entries.append(entry("endpoints", block(endpoints)))
    }
    return block(entries)
  }

  private func region(_ region: RegionEntry) -> Node {
    var entries = [
      entry("id", text(region.id)), entry("name", text(region.name)), entry("store", text(region.store)),
      entry("services", Node(region.services.map { text($0.rawValue) }, .implicit, .flow)),
    ]
    if !region.replicationCapable { entries.append(entry("replication", Node("off"))) }
    if !region.snapshotCopySupported { entries.append(entry("snapshot-copy", Node("off"))) }
    if region.zone == .finance { entries.append(entry("finance", Node("on"))) }
    if let quota = region.snapshotQuota { entries.append(entry("snapshot-quota", Node(String(quota)))) }
    entries.append(entry("projects", list(region.projects.map(project))))
    return block(entries)
  }

  private func project(_ project: Project) -> Node {
    var entries = [entry("id", text(project.id)), entry("name", text(project.name))]
    if project.isDefault { entries.append(entry("default", Node("on"))) }
    return block(entries)
  }

  private func server(_ server: Server) -> Node {
    block([
      entry("id", text(server.id)), entry("name", text(server.name)), entry("kind", text(server.kind.rawValue)),
      entry("region", text(server.region)), entry("project", text(server.project)),
      entry("disks", list(server.disks.map { disk($0, withPlace: false) })),
    ])
  }

  private func disk(_ disk: Disk, withPlace: Bool) -> Node {
    var entries = [
      entry("id", text(disk.id)), entry("name", text(disk.name)), entry("usage", text(disk.usage.rawValue)),
      entry("path", text(disk.path)),
    ]
    if disk.forcedRaw { entries.append(entry("format", Node("raw"))) }
    if withPlace { entries += [entry("region", text(disk.region)), entry("project", text(disk.project))] }
    return block(entries)
  }

  private func fileSystem(_ system: FileSystem) -> Node {
    var entries = [
      entry("id", text(system.id)), entry("name", text(system.name)), entry("path", text(system.path)),
      entry("region", text(system.region)), entry("project", text(system.project)),
    ]
    if let note = system.note { entries.append(entry("note", text(note))) }
    if let left = system.leftOut {
      let counts = [
        ("setuid", left.setuid), ("devices", left.devices), ("owners", left.owners), ("attributes", left.attributes),
      ]
      entries.append(entry("leftOut", block(counts.map { entry($0.0, Node(String($0.1))) })))
    }
    return block(entries)
  }

  /// A text, quoted where other YAML readers would take it for a number, a date or nothing.
  func text(_ string: String) -> Node {
    let plain = Node(string)
    guard string.isEmpty || plain.tag.description != Tag.Name.str.rawValue else { return plain }
    return Node(string, .implicit, .doubleQuoted)
  }

  func entry(_ key: String, _ value: Node) -> (Node, Node) { (Node(key), value) }
  func block(_ entries: [(Node, Node)]) -> Node { Node(entries, .implicit, .block) }
  func list(_ nodes: [Node]) -> Node { Node(nodes, .implicit, .block) }
}
