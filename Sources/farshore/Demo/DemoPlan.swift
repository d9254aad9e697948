import Replication

/// What the demo context consists of (spec/commands.md, The demo context): enough to try every rule in five minutes.
enum DemoPlan {
  static let context = "demo"
  /// Bytes a second over each link: the newest backup, some 45 MiB on the link, takes about half a minute.
  static let linkRate: Int64 = 1_536 << 10
  /// The region whose backups the console shows first.
  static let home = "ap-southeast-1"
  static let bangkok = "ap-southeast-2"
  static let singapore = "ap-southeast-3"
  static let beijing = "cn-north-4"

  /// The regions with their snapshot quota, where it is not the usual one.
  static let regions: [(region: Region, quota: Int?)] = [
    (cbr(home, "CN-Hong Kong"), nil),
    (cbr(bangkok, "AP-Bangkok"), nil),
    (cbr(singapore, "AP-Singapore"), nil),
    (cbr(beijing, "CN North-Beijing4", capable: false), nil),
    (cbs("ap-guangzhou", "South China (Guangzhou)"), nil),
    (cbs("ap-shanghai", "East China (Shanghai)"), nil),
    (cbs("ap-beijing", "North China (Beijing)"), 3),
    (cbs("ap-shanghai-fsi", "Shanghai Finance", zone: .finance), nil),
    (cbs("ap-shenzhen-fsi", "Shenzhen Finance", zone: .finance), nil),
  ]

  /// Projects beside the default ones.
  static let projects = [
    (name: "analytics", region: home), (name: "dr", region: singapore), (name: "staging", region: singapore),
  ]

  static let servers = [
    DemoServer(
      name: "web-01", region: home, kind: .ecs,
      disks: [
        DemoDisk("web-01-system.raw", .system, seed: 101, mebibytes: 192, run: 960),
        DemoDisk("web-01-data.raw", .data, seed: 102, mebibytes: 64, run: 960),
      ]),
    DemoServer(
      name: "db-02", region: home, kind: .ecs,
      disks: [
        DemoDisk("db-02-system.raw", .system, seed: 201, mebibytes: 64, run: 512),
        DemoDisk("db-02-data.raw", .data, seed: 202, mebibytes: 96, run: 640),
      ]),
    DemoServer(
      name: "cache-03", region: home, kind: .ecs,
      disks: [DemoDisk("cache-03-data.raw", .data, seed: 301, mebibytes: 64, run: 384)]),
    DemoServer(
      name: "metal-04", region: home, kind: .bms,
      disks: [DemoDisk("metal-04-system.raw", .system, seed: 401, mebibytes: 64, run: 384)]),
    DemoServer(
      name: "app-05", region: singapore, kind: .ecs,
      disks: [DemoDisk("app-05-system.raw", .system, seed: 501, mebibytes: 64, run: 384)]),
    DemoServer(
      name: "north-06", region: beijing, kind: .ecs,
      disks: [DemoDisk("north-06-system.raw", .system, seed: 601, mebibytes: 32, run: 384)]),
  ]

  static let volumes = [
    DemoVolume(
      name: "archive-07", region: home, disk: DemoDisk("archive-07.raw", .data, seed: 701, mebibytes: 64, run: 384)),
    DemoVolume(
      name: "mysql-data", region: "ap-guangzhou",
      disk: DemoDisk("mysql-data.raw", .data, seed: 801, mebibytes: 96, run: 768)),
    DemoVolume(
      name: "gateway-boot", region: "ap-guangzhou",
      disk: DemoDisk("gateway-boot.raw", .system, seed: 802, mebibytes: 64, run: 384)),
    DemoVolume(
      name: "media-data", region: "ap-shanghai",
      disk: DemoDisk("media-data.raw", .data, seed: 803, mebibytes: 64, run: 512)),
    DemoVolume(
      name: "logs-data", region: "ap-beijing",
      disk: DemoDisk("logs-data.raw", .data, seed: 804, mebibytes: 32, run: 384)),
    DemoVolume(
      name: "ledger-data", region: "ap-shanghai-fsi",
      disk: DemoDisk("ledger-data.raw", .data, seed: 805, mebibytes: 64, run: 384)),
  ]

  /// The vaults; projects by name, nil for the default one.
  static let vaults = [
    vault("servers-hk", home, .server, .backup, gibibytes: 100),
    vault("disks-hk", home, .disk, .backup, gibibytes: 50),
    vault("turbo-hk", home, .turbo, .backup, gibibytes: 50),
    vault("dr-servers-hk", home, .server, .replication, gibibytes: 100),
    vault("dr-servers-bkk", bangkok, .server, .replication, gibibytes: 100),
    vault("dr-turbo-bkk", bangkok, .turbo, .replication, gibibytes: 50),
    vault("servers-sin", singapore, .server, .backup, gibibytes: 100),
    vault("dr-servers-sin", singapore, .server, .replication, gibibytes: 100),
    vault("dr-archive-sin", singapore, .server, .replication, gibibytes: 200),
    // Holds the replica of db-02, and has room for little more.
    vault("dr-small-sin", singapore, .server, .replication, project: "dr", mebibytes: 192),
    vault("servers-bj4", beijing, .server, .backup, gibibytes: 50),
  ]

  /// A disk by its file.
  static func disk(_ file: String) -> DemoDisk? {
    (servers.flatMap(\.disks) + volumes.map(\.disk)).first { $0.file == file }
  }

  private static func cbr(_ id: String, _ name: String, capable: Bool = true) -> Region {
    Region(id: id, name: name, services: [.cbr], replicationCapable: capable, snapshotCopySupported: false)
  }

  private static func cbs(_ id: String, _ name: String, zone: Zone = .standard) -> Region {
    Region(id: id, name: name, services: [.cbs], replicationCapable: false, zone: zone)
  }

  private static func vault(
    _ name: String, _ region: String, _ type: ResourceType, _ protection: Protection, project: String? = nil,
    gibibytes: Int64 = 0, mebibytes: Int64 = 0
  ) -> VaultRequest {
    VaultRequest(
      name: name, region: region, project: project, type: type, protection: protection,
      capacity: gibibytes << 30 + mebibytes << 20)
  }
}
