import Foundation
import Replication

/// The regions, vaults and backups the tables start from; every row changes what it is about.
enum World {
  static let noon = Date(timeIntervalSince1970: 1_776_081_600)  // 2026-04-13 12:00 UTC
  static let gib: Int64 = 1 << 30
  static let ana = Operator(user: "ana", host: "ops1")

  static let hongKong = region("ap-southeast-1", "CN-Hong Kong")
  static let bangkok = Region(
    id: "ap-southeast-2", name: "AP-Bangkok", services: [.cbr],
    projects: [
      Project(id: "bkk-main", name: "main", region: "ap-southeast-2", isDefault: true),
      Project(id: "bkk-dr", name: "dr", region: "ap-southeast-2", isDefault: false),
    ])
  static let singapore = region("ap-southeast-3", "AP-Singapore")
  static let beijing4 = region("cn-north-4", "CN North-Beijing4", capable: false)
  static let guangzhou = region("ap-guangzhou", "Guangzhou", services: [.cbs])
  static let shanghai = region("ap-shanghai", "Shanghai", services: [.cbs])
  static let beijing = region("ap-beijing", "Beijing", services: [.cbs], copies: false)
  static let shanghaiFinance = region("ap-shanghai-fsi", "Shanghai Finance", services: [.cbs], zone: .finance)
  static let shenzhenFinance = region("ap-shenzhen-fsi", "Shenzhen Finance", services: [.cbs], zone: .finance)
  static let regions = [
    hongKong, bangkok, singapore, beijing4, guangzhou, shanghai, beijing, shanghaiFinance, shenzhenFinance,
  ]

  static func region(
    _ id: String, _ name: String, services: [Service] = [.cbr], capable: Bool = true, copies: Bool = true,
    zone: Zone = .standard
  ) -> Region {
    Region(
      id: id, name: name, services: services, replicationCapable: capable, snapshotCopySupported: copies, zone: zone,
      projects: [Project(id: "\(id)-main", name: "main", region: id, isDefault: true)], snapshotQuota: 128)
  }

  static func vault(
    _ name: String = "dr-servers", type: ResourceType = .server, protection: Protection = .replication,
    status: VaultStatus = .available, region: String = "ap-southeast-2", project: String = "bkk-main",
    capacity: Int64 = 100 * gib, used: Int64 = 0, reserved: Int64 = 0, autoExpand: Bool = false, count: Int = 0
  ) -> Vault {
    Vault(
      id: "id-\(name)", name: name, type: type, protection: protection, status: status, region: region,
      project: project, capacity: capacity, used: used, reserved: reserved, autoExpand: autoExpand,
      backupCount: count, createdAt: noon)
  }

  static func backup(_ name: String = "web-01-0413", id: String = "7b0c2e51-aaaa") -> Backup {
    Backup(
      id: id, name: name, type: .server, status: .available, region: "ap-southeast-1", project: "ap-southeast-1-main",
      vault: NamedReference(id: "id-servers", name: "servers"),
      resource: ResourceReference(id: "web-01-id", name: "web-01", kind: .ecs), size: 40 * gib,
      containsSystemDisk: true, createdAt: noon)
  }

  static func replica(
    region: String = "ap-southeast-2", project: String = "bkk-main", status: BackupStatus = .available
  ) -> Backup {
    var replica = backup("web-01-dr", id: "9e11d0c4-bbbb")
    replica.kind = .replica
    replica.region = region
    replica.project = project
    replica.status = status
    replica.source = SourceLink(id: "7b0c2e51-aaaa", region: "ap-southeast-1")
    return replica
  }

  static func snapshot() -> Snapshot {
    Snapshot(
      id: "snap-oi5spwt2", name: "data", state: .normal, region: "ap-shanghai", project: "ap-shanghai-main",
      disk: NamedReference(id: "disk-1", name: "db-data"), usage: .data, size: 10 * gib, createdAt: noon)
  }

  static func task(
    _ type: TaskType = .replication, _ status: TaskStatus = .running, from source: String? = nil,
    to target: String? = nil, region: String = "ap-southeast-2", sourceVault: String? = nil,
    targetVault: String? = nil, done: Int64 = 63
  ) -> CloudTask {
    CloudTask(
      id: "task-1", type: type, status: status,
      source: source.map { TaskEndpoint(id: $0, name: "web-01-0413", region: "ap-southeast-1", vault: sourceVault) },
      target: target.map { TaskEndpoint(id: $0, name: "web-01-dr", region: region, vault: targetVault) },
      requestedBy: ana, bytesTotal: 100, bytesDone: done, createdAt: noon)
  }
}

extension Sequence where Element == Refusal {
  /// The codes, in order.
  var codes: [RefusalCode] { map(\.code) }
}
