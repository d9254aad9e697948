import Catalog
import Foundation
import Replication

extension Premises {
  /// The regions, and the vaults of all of them.
  func policyPlaces() throws -> (regions: [Region], vaults: [Vault]) {
    try catalog.read { transaction in
      let regions = try transaction.regions()
      return (regions, try regions.flatMap { try transaction.vaults(region: $0.id) })
    }
  }

  /// Changes the policies in the context's file under its lock, and notes it in the audit.
  func changePolicies(
    _ action: String, on id: String = "", by requester: Operator,
    _ body: (inout ContextFile, (regions: [Region], vaults: [Vault])) throws -> Policy
  ) throws -> Policy {
    let places = try policyPlaces()
    let policy = try audited(action, by: requester, on: id) { try files.update(context) { try body(&$0, places) } }
    try catalog.write(durable: true) { transaction in
      try transaction.appendAudit(
        AuditEntry(
          date: clock.now, requester: requester, action: action, subject: policy.id,
          region: policy.destination?.region ?? "",
          facts: ["name": policy.name, "schedule": policy.schedule.rule.text, "zone": policy.schedule.zone.name]))
    }
    return policy
  }

  /// The registered resources as policies see them, with the bytes a backup takes today; what cannot be read takes none.
  func resources(_ file: ContextFile) throws -> [SimulatedResource] {
    let servers = file.servers.map { server in
      SimulatedResource(
        reference: ResourceReference(id: server.id, name: server.name, kind: server.kind), type: .server,
        region: server.region, project: server.project, size: Self.size(server.disks),
        hasSystemDisk: server.disks.contains { $0.usage == .system })
    }
    let single = Set(file.disks.map(\.id))
    let disks = file.allDisks.map { disk in
      SimulatedResource(
        reference: ResourceReference(id: disk.id, name: disk.name, kind: .disk), type: .disk, region: disk.region,
        project: disk.project, size: Self.size([disk]), hasSystemDisk: disk.usage == .system,
        isPart: !single.contains(disk.id))
    }
    let systems = file.fileSystems.map { system in
      SimulatedResource(
        reference: ResourceReference(id: system.id, name: system.name, kind: .turbo), type: .turbo,
        region: system.region, project: system.project, size: 0, hasSystemDisk: false)
    }
    return servers + disks + systems
  }

  /// A disk that cannot be read just now fails its backup then; a forecast goes on without its bytes.
  private static func size(_ disks: [Disk]) -> Int64 {
    disks.reduce(0) { $0 + ((try? DiskFile.size(of: $1.path, forcedRaw: $1.forcedRaw)) ?? 0) }
  }

  /// Everything a simulation begins with.
  func policyWorld(_ file: ContextFile) throws -> PolicyWorld {
    let places = try policyPlaces()
    var resources = try resources(file)
    return try catalog.read { transaction in
      var rows: [String: Backup] = [:]
      for vault in Set(file.policies.flatMap(\.vaults).map(\.vault)) {
        for backup in try transaction.backups(vault: vault) {
          rows[backup.id] = backup
          for record in backup.replicas { rows[record.id] = try transaction.backup(record.id) }
        }
      }
      for policy in file.policies {
        for backup in try transaction.backups(policy: policy.id) { rows[backup.id] = backup }
      }
      let backups = rows.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
      // A tree is not walked for a forecast: its last backup says how large it is.
      for index in resources.indices where resources[index].type == .turbo {
        let id = resources[index].reference.id
        resources[index].size = backups.last { $0.resource.id == id && $0.kind == .backup }?.size ?? 0
      }
      return PolicyWorld(
        policies: file.policies, regions: places.regions, vaults: places.vaults, backups: backups,
        resources: resources, ledger: try transaction.ledger())
    }
  }
}
