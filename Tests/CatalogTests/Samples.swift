import Foundation
import Replication

/// Rows made by rule, so that every run sees the same ones.
enum Samples {
  static let regions = ["ap-1", "ap-2", "cn-3"]
  static let someone = Operator(user: "ann", host: "ops1")

  static func date(_ number: Int) -> Date { Date(timeIntervalSinceReferenceDate: 800_000_000 + Double(number) * 0.37) }

  /// An id whose order has nothing to do with the number's.
  static func id(_ number: Int) -> String {
    let mixed = UInt64(truncatingIfNeeded: number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    return String(mixed, radix: 16) + "-\(number)"
  }

  static func region(_ id: String) -> Region {
    Region(
      id: id, name: "Region \(id)",
      projects: [
        Project(id: id, name: id, region: id, isDefault: true),
        Project(id: "\(id)-p", name: "p", region: id, isDefault: false),
      ])
  }

  static func backup(_ number: Int) -> Backup {
    let region = regions[number % 3]
    let names = ["web", "Web", "db_1", "100%", "naïve", "É", "日本", "a\u{1B}[31m"]
    return Backup(
      id: id(number), name: names[number % names.count] + "-\(number % 97)", description: "d",
      type: ResourceType.allCases[number % 7 == 0 ? 1 : number % 11 == 0 ? 2 : 0],
      kind: number % 5 == 4 ? .replica : .backup,
      status: [.available, .available, .protecting, .error, BackupStatus(rawValue: "odd_word")][number % 5],
      region: region, project: number % 4 == 0 ? "\(region)-p" : region,
      vault: NamedReference(id: "v\(number % 6)", name: "Vault-\((number * 5) % 6)"),
      resource: ResourceReference(
        id: "r\(number % 40)", name: "srv-\(number % 40)", kind: number % 9 == 0 ? .bms : .ecs),
      size: Int64((number * 7919) % 1000) << 20, containsSystemDisk: [true, false, nil][number % 3],
      disks: [DiskSummary(name: "srv-system", usage: .system, size: 5, sha256: "ab")], createdAt: date(number / 3),
      openedLive: number % 2 == 0)
  }

  static func vault(_ number: Int) -> Vault {
    let region = regions[number % 3]
    return Vault(
      id: "v\(number)", name: ["Alpha", "beta", "Gamma"][number % 3] + "-\(number % 50)",
      type: ResourceType.allCases[number % 3], protection: number % 2 == 0 ? .backup : .replication,
      status: number % 8 == 0 ? .frozen : .available, region: region,
      project: number % 4 == 0 ? "\(region)-p" : region, capacity: Int64(number % 100) << 30,
      createdAt: date(number / 2))
  }

  static func snapshot(_ number: Int) -> Snapshot {
    let region = regions[number % 3]
    return Snapshot(
      id: "snap-\(id(number))", name: "Copied \(number % 60) 50%_x", state: number % 6 == 0 ? .creating : .normal,
      percent: number % 6 == 0 ? number % 100 : 100, region: region, project: region,
      disk: NamedReference(id: "d\(number % 30)", name: "disk-\(number % 30)"),
      usage: number % 4 == 0 ? .system : .data, size: Int64(number % 77) << 22, createdAt: date(number / 2),
      shared: number % 10 == 0)
  }

  static func task(_ number: Int) -> CloudTask {
    let status = TaskStatus.allCases[number % TaskStatus.allCases.count]
    // Some copy a backup that is there, and lock it.
    let copied = number % 6 == 5 ? id(number) : "s\(number)"
    let source = TaskEndpoint(id: copied, name: "Name-\(number % 90)", region: regions[number % 3], vault: "v1")
    let target = TaskEndpoint(id: "t\(number)", name: "t", region: regions[(number + 1) % 3], vault: "v\(number % 4)")
    return CloudTask(
      id: id(number), type: TaskType.allCases[number % 5], status: status, phase: .reading,
      source: number % 13 == 0 ? nil : source, target: number % 17 == 0 ? nil : target, requestedBy: someone,
      bytesTotal: Int64(number % 10) * 1000, bytesDone: Int64(number % 7) * 333, createdAt: date(number / 2),
      endedAt: status.hasEnded ? date(number) : nil)
  }

  static func image(_ number: Int) -> Image {
    let disks = (0...number % 3).map { disk in
      Image.Disk(
        name: "disk-\(disk)", path: "/srv/\(number % 11)/x\(disk)", size: Int64(number % 9), sha256: "00",
        format: number % 4 == 0 ? nil : number % 4 == 1 || disk == 1 ? .qcow2 : .raw)
    }
    return Image(
      id: id(number), name: "img-\(number % 80)", region: regions[number % 3], backup: "none-\(number)",
      disks: disks, createdAt: date(number / 4))
  }
}
