import Foundation
import Replication

/// A small cloud in three and a half regions, as of one moment.
enum Fixtures {
  static let now = Date(timeIntervalSince1970: 1_776_157_620)
  static let gib: Int64 = 1 << 30

  static let hongKong = region("ap-southeast-1", "CN-Hong Kong", projects: ["ap-southeast-1"])
  static let bangkok = region("ap-southeast-2", "AP-Bangkok", projects: ["ap-southeast-2"])
  static let singapore = region("ap-southeast-3", "AP-Singapore", projects: ["ap-southeast-3", "dr", "lab"])
  static let shanghai: Region = {
    var region = Self.region("ap-shanghai", "Shanghai", projects: ["default"])
    region.services = [.cbs]
    region.replicationCapable = false
    region.snapshotQuota = 64
    region.snapshotsUsed = 64
    return region
  }()
  static let regions = [hongKong, bangkok, singapore, shanghai]

  static func region(_ id: String, _ name: String, projects: [String]) -> Region {
    Region(
      id: id, name: name,
      projects: projects.enumerated().map { Project(id: $1, name: $1, region: id, isDefault: $0 == 0) },
      snapshotQuota: 128, snapshotsUsed: 9)
  }

  static func backup(
    _ name: String, _ number: Int, size: Int64 = 40, status: BackupStatus = .available, hours: Double = 48,
    replicas: [(Region, BackupStatus)] = [], systemDisk: Bool = true, locked: Bool = false
  ) -> Backup {
    Backup(
      id: id(number), name: name, type: .server, status: status, region: hongKong.id, project: "ap-southeast-1",
      vault: NamedReference(id: id(900), name: "servers-hk"),
      resource: ResourceReference(id: id(800), name: String(name.prefix(6)), kind: .ecs), size: size * gib,
      containsSystemDisk: systemDisk,
      disks: [DiskSummary(name: "\(name.prefix(6))-system", usage: .system, size: size * gib)],
      createdAt: now.addingTimeInterval(-hours * 3600),
      replicas: replicas.enumerated().map {
        ReplicaRecord(id: id(number * 10 + $0), region: $1.0.id, status: $1.1)
      }, locked: locked, verifiedAt: now.addingTimeInterval(-hours * 3600))
  }

  static let backups: [Backup] = [
    backup("web-01-0412", 1, replicas: [(bangkok, .available), (singapore, .available)]),
    backup("web-01-0413", 2, hours: 25, replicas: [(bangkok, .protecting), (singapore, .available)], locked: true),
    backup("web-01-0414", 3, status: .protecting, hours: 0.05),
    backup("web-02-0413", 4, size: 120, hours: 26),
    backup("web-02-data", 5, size: 500, hours: 26, systemDisk: false),
    backup("db-01-0413", 6, size: 212, hours: 30, replicas: [(bangkok, .error)]),
    backup("数据库-01-备份", 7, size: 64, hours: 31),
    backup("evil\u{1B}[31m\u{202E}name\u{7}", 8, size: 1, hours: 32),
    backup("a-very-long-backup-name-that-does-not-fit-into-any-column-at-all-0413", 9, hours: 90),
    backup("web-03-0401", 10, hours: 300), backup("web-03-0402", 11, hours: 310),
    backup("web-03-0403", 12, hours: 320),
  ]

  static let replica: Backup = {
    var replica = backups[3]
    replica.id = id(77)
    replica.kind = .replica
    replica.region = singapore.id
    replica.project = "ap-southeast-3"
    replica.source = SourceLink(id: backups[3].id, region: hongKong.id)
    replica.vault = NamedReference(id: id(903), name: "dr-servers")
    return replica
  }()

  static let vaults: [Vault] = [
    {
      var vault = Self.vault(900, "servers-hk", .backup, hongKong, used: 904, capacity: 2048, count: 12)
      (vault.resourceCount, vault.replicatedTo) = (5, [bangkok.id, singapore.id])
      return vault
    }(),
    vault(902, "dr-bangkok", .replication, bangkok, used: 40, capacity: 100, count: 1),
    vault(903, "dr-servers", .replication, singapore, used: 120, capacity: 500, count: 2),
    vault(904, "dr-archive", .replication, singapore, used: 0, capacity: 1024, count: 0),
  ]

  static func vault(
    _ number: Int, _ name: String, _ protection: Protection, _ region: Region, used: Int64, capacity: Int64, count: Int
  ) -> Vault {
    Vault(
      id: id(number), name: name, type: .server, protection: protection, region: region.id,
      project: region.projects[0].id, capacity: capacity * gib, used: used * gib, backupCount: count,
      createdAt: now.addingTimeInterval(-9_000_000))
  }

  static let snapshots: [Snapshot] = [
    snapshot("snap-oi5spwt2", "data-01 nightly", .data, size: 100),
    snapshot("snap-aa11bb22", "system of web-01", .system, size: 40),
    snapshot("snap-cc33dd44", "数据 nightly", .data, size: 20, state: .creating),
  ]

  static func snapshot(
    _ id: String, _ name: String, _ usage: DiskUsage, size: Int64, state: SnapshotState = .normal
  ) -> Snapshot {
    Snapshot(
      id: id, name: name, state: state, region: hongKong.id, project: "ap-southeast-1",
      disk: NamedReference(id: self.id(700), name: "data-01"), usage: usage, size: size * gib,
      createdAt: now.addingTimeInterval(-20 * 3600))
  }

  static let requester = Operator(user: "maria", host: "ops-1")

  static func task(
    _ number: Int, of backup: Backup, to region: Region, _ status: TaskStatus, done: Int64 = 0,
    phase: TaskPhase = .writing, ended: Double? = nil, error: String? = nil
  ) -> CloudTask {
    CloudTask(
      id: id(5000 + number), type: .replication, status: status, phase: phase,
      source: TaskEndpoint(id: backup.id, name: backup.name, region: backup.region, vault: backup.vault.id),
      target: TaskEndpoint(id: id(6000 + number), name: backup.name, region: region.id, vault: nil),
      requestedBy: requester, bytesTotal: backup.size, bytesDone: done, rate: status == .running ? 222_298_112 : nil,
      createdAt: now.addingTimeInterval(-120), startedAt: now.addingTimeInterval(-118),
      endedAt: ended.map { now.addingTimeInterval(-$0) }, error: error)
  }

  static let tasks: [CloudTask] = [
    task(1, of: backups[1], to: bangkok, .running, done: 26_414_886_912),
    task(2, of: backups[1], to: singapore, .success, done: 40 * gib, phase: .done, ended: 130),
    task(
      3, of: backups[5], to: bangkok, .interrupted, done: 133 * gib,
      error: "No space left on /srv/bangkok. Free some and resume."),
  ]

  static let images: [Image] = [
    image(1, of: backups[0], disks: [("system", 40, .raw), ("data-1", 100, .raw)], hours: 3),
    image(2, of: backups[3], disks: [("system", 120, .qcow2)], hours: 60),
  ]

  static func image(
    _ number: Int, of backup: Backup, disks: [(name: String, size: Int64, format: ImageFormat)], hours: Double
  ) -> Image {
    let id = id(600 + number)
    return Image(
      id: id, name: backup.name, region: backup.region, backup: backup.id,
      disks: disks.map { disk in
        Image.Disk(
          name: disk.name, path: "/srv/images/\(id)/\(disk.name).\(disk.format.rawValue)", size: disk.size * gib,
          sha256: disk.format == .raw ? String(repeating: "ab", count: 32) : nil, format: disk.format)
      }, createdAt: now.addingTimeInterval(-hours * 3600))
  }

  static let audit: [AuditEntry] = [
    entry(7, "fail", backups[5].id, bangkok, outcome: "no-space", ["type": "replication", "task": id(5003)], 600),
    entry(6, "publish", backups[1].id, singapore, ["type": "replication", "task": id(5002)], 1_200),
    entry(
      5, "replication", backups[1].id, bangkok, outcome: "admitted",
      ["type": "replication", "task": id(5001), "name": "web-01-0413"], 7_200),
    entry(4, "create-vault", id(903), singapore, ["name": "dr-servers", "capacity": "536870912000"], 90_000),
    entry(3, "delete", id(44), hongKong, ["name": "evil\u{1B}[31mname"], 100_000),
    entry(2, "create-policy", id(45), nil, ["name": "nightly", "zone": "UTC"], 200_000),
    entry(1, "begin-audit", "", nil, [:], 300_000),
  ]

  static func entry(
    _ number: Int64, _ action: String, _ subject: String, _ region: Region?, outcome: String = "done",
    _ facts: [String: String], _ seconds: Double
  ) -> AuditEntry {
    var entry = AuditEntry(
      number: number, date: now.addingTimeInterval(-seconds), requester: requester, action: action, subject: subject,
      region: region?.id ?? "", outcome: outcome, facts: facts)
    entry.hash = String(repeating: "c\(number)", count: 32)
    return entry
  }

  static func id(_ number: Int) -> String {
    let digits = String(number)
    return "0f1e2d3c-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }
}
