import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct AdmissionTests {
  @Test("Nothing is admitted into a region whose store is out of reach, and nothing stays behind of it")
  func storeOutOfReach() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let vault = try await cloud.makeVault("v", region, .backup, type: .disk)
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let disk = try cloud.addDisk(name: "d", region: region, project: nil, usage: .data, path: path)
    try FileManager.default.moveItem(atPath: stage.storePath(region), toPath: stage.storePath(region) + "-away")
    await #expect(throws: EngineError.self) {
      try await cloud.createBackup(
        BackupRequest(type: .disk, resource: disk.id, vault: vault.id), by: cloud.requester)
    }
    await #expect(throws: EngineError.self) {
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester)
    }
    #expect(try !cloud.hasUnfinishedTasks())
    #expect(try FileManager.default.contentsOfDirectory(atPath: cloud.premises.orders.folder).isEmpty)
    // A refusal comes before the trouble of the store.
    let refused = try await cloud.createBackup(
      BackupRequest(type: .disk, resource: disk.id, vault: "none"), by: cloud.requester)
    #expect(refused.refused.map(\.code) == [.unknownID])
  }

  @Test("Two engines asking at once, 50 times: one task and one refusal each (S24)")
  func oneWins() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let other = try stage.open()
    let request = ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))
    for _ in 0..<50 {
      async let first = cloud.createReplicas([request], by: cloud.requester)
      async let second = other.createReplicas([request], by: cloud.requester)
      let (one, two) = try await (first, second)
      let tasks = one.tasks + two.tasks
      #expect(tasks.count == 1)
      #expect((one.refused + two.refused).map(\.code) == [.requestInFlight])
      #expect(try cloud.catalog.backup(backup.id)?.locked == true)
      let cancelled = try await other.steer(try #require(tasks.first).id, .cancel, by: cloud.requester)
      #expect(cancelled.status == .cancelled)
      #expect(try cloud.catalog.backup(backup.id)?.replicas.isEmpty == true)
      #expect(try cloud.catalog.backup(backup.id)?.locked == false)
    }
  }

  @Test("Two requests for the last room in a vault: one is refused; cancelling gives the room back (S27)")
  func vaultCapacity() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let one = try await cloud.makeBackup(stage, name: "one", mebibytes: 2)
    let two = try await cloud.makeBackup(stage, name: "two", mebibytes: 2)
    await cloud.letGo()
    let vault = try await cloud.makeVault("dst", EngineStage.regions[1], .replication, capacity: one.size)
    let other = try stage.open()
    let destination = Destination(region: vault.region, vault: vault.id)
    for _ in 0..<10 {
      async let first = cloud.createReplicas(
        [ReplicaRequest(backup: one.id, destination: destination)], by: cloud.requester)
      async let second = other.createReplicas(
        [ReplicaRequest(backup: two.id, destination: destination)], by: cloud.requester)
      let (left, right) = try await (first, second)
      #expect((left.tasks + right.tasks).count == 1)
      #expect((left.refused + right.refused).map(\.code) == [.vaultCapacity])
      #expect(try cloud.catalog.vault(vault.id)?.reserved == one.size)
      for task in left.tasks + right.tasks { _ = try await cloud.steer(task.id, .cancel, by: cloud.requester) }
      #expect(try cloud.catalog.vault(vault.id)?.reserved == 0)
    }
  }

  @Test("Two copies racing for the last snapshot of a quota: one is refused (S35)")
  func quota() async throws {
    let stage = try EngineStage()
    let cloud = try stage.open()
    for (id, quota) in zip(EngineStage.regions, [10, 1, 10]) {
      try cloud.addRegion(Region(id: id, name: id), store: stage.storePath(id), quota: quota)
    }
    var snapshots: [String] = []
    for index in 0..<2 {
      let path = try stage.makeDisk("\(index).img", bytes: 8_192, seed: UInt64(index))
      let disk = try cloud.addDisk(
        name: "disk-\(index)", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
      let made = try await cloud.finish(
        try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
      snapshots.append(try #require(made.first?.target?.id))
    }
    await cloud.letGo()
    let other = try stage.open()
    let requests = snapshots.map { SnapshotCopyRequest(snapshot: $0, region: EngineStage.regions[1]) }
    async let first = cloud.copySnapshots([requests[0]], by: cloud.requester)
    async let second = other.copySnapshots([requests[1]], by: cloud.requester)
    let (one, two) = try await (first, second)
    #expect((one.tasks + two.tasks).count == 1)
    #expect((one.refused + two.refused).map(\.code) == [.snapshotQuota])
  }

  @Test("An unknown id is refused beside the other rules, never instead of them (commands.md, IDs)")
  func unknownID() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let request = ReplicaRequest(
      backup: "no-such", destination: Destination(region: "nowhere"), name: "a b", description: "<")
    let codes = try await cloud.createReplicas([request], by: cloud.requester).refused.map(\.code)
    #expect(codes.first == .unknownID)
    #expect(Set(codes).isSuperset(of: [.nameCharacters, .descriptionCharacters]))
    let copy = SnapshotCopyRequest(snapshot: "snap-x", region: "nowhere", name: String(repeating: "n", count: 61))
    let refused = try await cloud.copySnapshots([copy], by: cloud.requester).refused.map(\.code)
    #expect(refused == [.unknownID, .unknownID, .snapshotNameLength])
    let backup = BackupRequest(type: .server, resource: "no-such", vault: "none", name: "é")
    let codesOfBackup = try await cloud.createBackup(backup, by: cloud.requester).refused.map(\.code)
    #expect(codesOfBackup == [.unknownID, .unknownID, .nameCharacters])
    await #expect(throws: Refused.self) { try await cloud.steer("no-such", .cancel, by: cloud.requester) }
  }

  @Test("A backup goes into an available backup vault of its type, region and project, if it fits (S4, S27)")
  func backupVaults() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let server = try cloud.addServer(
      name: "srv", region: region, project: nil, kind: .ecs, disks: [(.system, path)])
    let wrong = [
      try await cloud.makeVault("replicas", region, .replication),
      try await cloud.makeVault("disks", region, .backup, type: .disk),
      try await cloud.makeVault("elsewhere", EngineStage.regions[1], .backup),
    ]
    for vault in wrong {
      let admission = try await cloud.createBackup(
        BackupRequest(type: .server, resource: server.id, vault: vault.id), by: cloud.requester)
      #expect(admission.refused.map(\.code) == [.vaultKind])
    }
    let small = try await cloud.makeVault("small", region, .backup, capacity: 8_191)
    let full = try await cloud.createBackup(
      BackupRequest(type: .server, resource: server.id, vault: small.id), by: cloud.requester)
    #expect(full.refused.map(\.code) == [.vaultCapacity])
    _ = try await cloud.expandVault(small.id, capacity: 8_192, by: cloud.requester)
    let exact = try await cloud.createBackup(
      BackupRequest(type: .server, resource: server.id, vault: small.id), by: cloud.requester)
    #expect(exact.refused.isEmpty)
  }

  @Test("A plan says the same as the request and writes nothing (S25, S65)")
  func planWritesNothing() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    let vault = try await cloud.makeVault("dst", EngineStage.regions[1], .replication, capacity: 1)
    let request = ReplicaRequest(
      backup: backup.id, destination: Destination(region: vault.region, vault: vault.id), name: "é")
    let revision = try cloud.catalog.revision()
    let plan = try await cloud.plan([request])
    #expect(try cloud.catalog.revision() == revision)
    let admission = try await cloud.createReplicas([request], by: cloud.requester)
    #expect(plan.refused == admission.refused)
    #expect(Set(plan.refused.map(\.code)) == [.vaultCapacity, .nameCharacters])
  }
}
