import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 13: several processes create, replicate, delete and collect at once, and the stores hold what they should.
///
/// FARSHORE_PROCESS_SECONDS says for how long; without it each does a few things, so that it does not depend on a clock.
@Suite(.serialized) struct ProcessesTests {
  @Test(
    "Point 13: 2 and 8 processes create, replicate, delete and collect; an independent walker finds all in order",
    arguments: [2, 8])
  func atOnce(_ count: Int) async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    for (name, region, protection) in [
      ("src", EngineStage.regions[0], Protection.backup), ("dst", EngineStage.regions[1], .replication),
    ] { _ = try await cloud.makeVault(name, region, protection) }
    for number in 0..<count {
      let path = try stage.makeDisk("disk-\(number).img", bytes: 300_000, seed: UInt64(number) + 1)
      _ = try cloud.addServer(
        name: "s\(number)", region: EngineStage.regions[0], project: nil, kind: .ecs, disks: [(.system, path)])
    }
    await cloud.letGo()
    let folder = stage.folder
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<count { group.addTask { await Self.contend(folder, number) } }
    }
    for number in 0..<count {
      guard let text = FileManager.default.contents(atPath: "\(folder)/error-\(number).txt") else { continue }
      Issue.record("process \(number): \(String(decoding: text, as: UTF8.self))")
    }
    try await expectInOrder(stage, count)
  }

  /// Every process's own account against catalog, stores and walker.
  private func expectInOrder(_ stage: EngineStage, _ count: Int) async throws {
    var account = ProcessAccount()
    for number in 0..<count {
      let text = try Data(contentsOf: URL(fileURLWithPath: "\(stage.folder)/account-\(number).json"))
      account.merge(try JSONDecoder().decode(ProcessAccount.self, from: text))
    }
    #expect(account.made.count >= count && account.collections > 0, "\(account)")
    let cloud = try stage.open()
    #expect(try await cloud.verifyStore() == [])
    var present: Set<String> = []
    for region in EngineStage.regions.prefix(2) {
      for isCollected in [false, true] {
        let walker = try StoreWalker(stage.storePath(region))
        #expect(try walker.problems(isCollected: isCollected) == [], "\(region)")
        let ids = try walker.backups()
        #expect(try Set(cloud.catalog.read { try $0.backupStatuses(region: region) }.keys) == ids, "\(region)")
        for id in ids {
          #expect(try walker.digest(backup: id, disk: 0) == account.made[id], "\(id) in \(region)")
        }
        present.formUnion(ids)
        if isCollected { continue }
        for _ in 0..<2 { _ = try await cloud.collectStore(region: region, dryRun: false, by: cloud.requester) }
      }
    }
    #expect(present == Set(account.made.keys).subtracting(account.deleted), "acknowledged, and not deleted")
  }

  private static func contend(_ folder: String, _ number: Int) async {
    await #expect(processExitsWith: .success) { [folder = folder as String, number = number as Int] in
      do {
        var process = try ContendingProcess(folder: folder, number: number)
        try await process.run()
      } catch {
        // Otherwise nobody would see why the process ended.
        try Data("\(error)".utf8).write(to: URL(fileURLWithPath: "\(folder)/error-\(number).txt"))
        throw error
      }
    }
  }
}
