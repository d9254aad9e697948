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
        case 1, 2:
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
          try transaction.put(backup)
        default:
          var task = Samples.task(number)
          task.target?.vault = generator.next() % 5 == 0 ? nil : "v\(generator.next() % 6)"
          task.bytesTotal = Int64(generator.next() % 1_000)
          task.status = TaskStatus.allCases[Int(generator.next() % 8)]
          try transaction.put(task)
        }
      }
    }
    let all = try catalog.read { transaction in try (0..<40).compactMap { try transaction.backup(Samples.id($0)) } }
    for number in 0..<6 {
      let vault = try #require(try catalog.vault("v\(number)"))
      let held = try catalog.read { try $0.backups(vault: vault.id) }
      let counted = held.filter { $0.parent == nil && $0.status != .waitingProtect && $0.status != .protecting }
      #expect(vault.backupCount == held.count)
      #expect(vault.resourceCount == Set(held.map(\.resource.id)).count)
      #expect(vault.replicatedTo == Self.reach(of: held, all))
      #expect(vault.used == counted.reduce(0) { $0 + $1.size })
      let open = try catalog.allTasks(statuses: TaskStatus.allCases.filter { !$0.hasEnded })
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
