import Catalog
import Foundation
import Replication
import Testing

/// What vaults hold and reserve, as the database keeps it, against the sums over all rows (S27).
@Suite struct VaultUseTests {
  @Test func keptSumsEqualTheRowsAfterAnyChanges() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    var generator = Steps(state: 42)
    try catalog.write(durable: false) { transaction in
      for number in 0..<6 { try transaction.put(Samples.vault(number)) }
    }
    for _ in 0..<400 {
      try catalog.write(durable: false) { transaction in
        let number = Int(generator.next() % 40)
        switch generator.next() % 5 {
        case 0: try transaction.removeBackup(Samples.id(number))
        case 1, 2: try transaction.put(Self.backup(number, &generator))
        default: try transaction.put(Self.task(number, &generator))
        }
      }
    }
    try Self.expectKeptSums(of: catalog)
  }

  @Test func disksWithinServerBackupsAreNoResourcesAndNoBackupsOfTheirOwn() throws {
    let scratch = try Scratch()
    let vault = Samples.vault(2)
    var server = Samples.backup(7)
    (server.vault.id, server.resource.id, server.parent) = (vault.id, "server", nil)
    let disks = (8..<11).map { number in
      var disk = Samples.backup(number)
      (disk.vault.id, disk.resource.id, disk.parent) = (vault.id, "disk-\(number)", server.id)
      return disk
    }
    try scratch.open().write(durable: true) { transaction in
      try transaction.put(vault)
      for backup in [server] + disks { try transaction.put(backup) }
    }
    #expect(try scratch.open().vault(vault.id)?.counts == [1, 1])
    // Programs of before counted them.
    try ForeignDatabase.takeBack(scratch.path, to: 14)
    let catalog = try scratch.open()
    #expect(try catalog.vault(vault.id)?.counts == [1, 1])
    var alone = disks[0]
    alone.parent = nil
    try catalog.write(durable: false) { try $0.put(alone) }
    #expect(try catalog.vault(vault.id)?.counts == [2, 2])
    try catalog.write(durable: false) { try $0.put(disks[0]) }
    #expect(try catalog.vault(vault.id)?.counts == [1, 1])
    try catalog.write(durable: false) { try $0.removeBackup(disks[1].id) }
    #expect(try catalog.vault(vault.id)?.counts == [1, 1])
    try catalog.write(durable: false) { try $0.removeBackup(server.id) }
    #expect(try catalog.vault(vault.id)?.counts == [0, 0])
  }

  private static func backup(_ number: Int, _ generator: inout Steps) -> Backup {
    var backup = Samples.backup(number)
    backup.vault.id = "v\(generator.next() % 6)"
    backup.size = Int64(generator.next() % 1_000)
    backup.status = [.available, .waitingProtect, .protecting, .error][Int(generator.next() % 4)]
    backup.parent = generator.next() % 4 == 0 ? "p" : nil
    backup.resource.id = "r\(generator.next() % 5)"
    // Replicas come and go before and after their sources.
    let isReplica = number >= 20
    backup.kind = isReplica ? .replica : .backup
    backup.source =
      isReplica ? SourceLink(id: Samples.id(Int(generator.next() % 20)), region: Samples.regions[0]) : nil
    backup.region = Samples.regions[Int(generator.next() % 3)]
    return backup
  }

  private static func task(_ number: Int, _ generator: inout Steps) -> CloudTask {
    var task = Samples.task(number)
    task.target?.vault = generator.next() % 5 == 0 ? nil : "v\(generator.next() % 6)"
    task.bytesTotal = Int64(generator.next() % 1_000)
    task.status = TaskStatus.allCases[Int(generator.next() % 8)]
    return task
  }

  private static func expectKeptSums(of catalog: Catalog) throws {
    let all = try catalog.read { transaction in try (0..<40).compactMap { try transaction.backup(Samples.id($0)) } }
    let open = try catalog.allTasks(statuses: TaskStatus.allCases.filter { !$0.hasEnded })
    for number in 0..<6 {
      let vault = try #require(try catalog.vault("v\(number)"))
      let held = try catalog.read { try $0.backups(vault: vault.id) }
      let whole = held.filter { $0.parent == nil }
      let counted = whole.filter { $0.status != .waitingProtect && $0.status != .protecting }
      #expect(vault.backupCount == whole.count)
      #expect(vault.resourceCount == Set(whole.map(\.resource.id)).count)
      #expect(vault.replicatedTo == Self.reach(of: held, all))
      #expect(vault.used == counted.reduce(0) { $0 + $1.size })
      #expect(vault.reserved == open.reduce(0) { $0 + ($1.target?.vault == vault.id ? $1.bytesTotal : 0) })
    }
  }

  /// The regions of usable replicas whose sources are among these.
  private static func reach(of held: [Backup], _ all: [Backup]) -> [String] {
    let originals = Set(held.filter { $0.source == nil }.map(\.id))
    let copies = all.filter { $0.status == .available && $0.source.map { originals.contains($0.id) } == true }
    return Set(copies.map(\.region)).sorted()
  }

  /// Numbers that look random and are the same in every run.
  private struct Steps {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}

extension Vault {
  /// How many backups it holds, of how many resources.
  fileprivate var counts: [Int] { [backupCount, resourceCount] }
}
