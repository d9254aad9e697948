import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 8: what processes that were killed left lying about is tidied away and stands in nobody's way.
@Suite struct LeftoverTests {
  @Test("A deletion that died between the record and its folder is finished at the next opening")
  func emptyFolder() async throws {
    let stage = try EngineStage()
    let first = try stage.openWithRegions()
    var backup = try await first.makeBackup(stage, mebibytes: 1)
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let disk = try first.addDisk(name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let made = try await first.finish(
      try await first.createSnapshot(SnapshotRequest(disk: disk.id), by: first.requester))
    var snapshot = try #require(try first.catalog.snapshot(made.first?.target?.id ?? ""))
    await first.letGo()
    backup.status = .deleting
    snapshot.state = .toRecycle
    try first.catalog.write(durable: true) { [backup, snapshot] transaction in
      try transaction.put(backup)
      try transaction.put(snapshot)
    }
    for folder in ["backups/\(backup.id)", "snapshots/\(snapshot.id)"] {
      let place = "\(stage.storePath(backup.region))/\(folder)"
      for version in try FileManager.default.contentsOfDirectory(atPath: place) {
        try FileManager.default.removeItem(atPath: "\(place)/\(version)")
      }
    }
    let cloud = try stage.open()
    #expect(try cloud.catalog.backup(backup.id) == nil && cloud.catalog.snapshot(snapshot.id) == nil)
    #expect(try await cloud.verifyStore() == [])
  }

  @Test("Half-written files of the home go at the next opening, those of living processes and all others stay")
  func halfWritten() throws {
    let stage = try EngineStage()
    _ = try stage.openWithRegions()
    let folders = EngineFolders(home: stage.home, context: EngineStage.context)
    let places = folders.all + stage.home.folders
    let (dead, living) = ("task.json.0a1b2c3d.new", "task.json.deadbeef.new")
    let others = ["task.json.new", "x.0a1b2c3.new", "x.0a1b2c3d.new.yaml", ".0a1b2c3d.news"]
    var locks: [Int32] = []
    for folder in places {
      for name in [dead, living] + others { try Data("half".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
      locks.append(open("\(folder)/\(living)", O_RDONLY | O_CLOEXEC))
      #expect(flock(locks.last ?? -1, LOCK_SH | LOCK_NB) == 0)
    }
    _ = try stage.open()
    for folder in places {
      let left = try Set(FileManager.default.contentsOfDirectory(atPath: folder))
      #expect(left.isSuperset(of: others + [living]) && !left.contains(dead), "\(folder): \(left)")
    }
    for lock in locks { close(lock) }
    _ = try stage.open()
    for folder in places {
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder).contains(living), "\(folder)")
    }
  }

  @Test("A removal that is cut off never brings back an older version of a record")
  func removedVersions() throws {
    let shop = try Workshop(in: Quick.root)
    let start = Date(timeIntervalSinceReferenceDate: 0)
    var vault = Vault(
      id: "v", name: "old", type: .server, protection: .backup, region: "a", project: "p", capacity: 1,
      createdAt: start)
    for number in 1...4 {
      let calls = ScriptedCalls()
      let store = try shop.store("a\(number)", calls: calls)
      vault.name = "old"
      try store.putVault(vault)
      let first = "\(store.path)/vaults/v/0000000000000001"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
      vault.name = "new"
      try store.putVault(vault)
      // What a replacement leaves that dies before it has dropped the older version.
      try bytes.write(to: URL(fileURLWithPath: first))
      calls.follow(.change(number))
      // Some of these calls do not fail the removal as a whole.
      try? store.removeVault("v")
      calls.follow(nil)
      #expect(try ["new", nil].contains(store.vaults.read("v")?.name), "after change \(number)")
    }
  }
}
