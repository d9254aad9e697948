import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct RebuildTests {
  /// Everything a catalog lists, in a fixed order.
  private struct Listed: Equatable {
    var regions: [Region]
    var vaults: [Vault]
    var backups: [Backup]
    var snapshots: [Snapshot]

    init(_ catalog: Catalog) throws {
      regions = try catalog.regions()
      vaults = try regions.flatMap { try catalog.vaults(region: $0.id) }
      let byID = { (subject: Listing.Subject) in
        try catalog.rows(Listing(subject, sort: .id, descending: false), at: .offset(0), limit: 100)
      }
      backups = if case .backups(let window) = try byID(.backups(nil)) { window.rows } else { [] }
      snapshots = if case .snapshots(let window) = try byID(.snapshots) { window.rows } else { [] }
    }
  }

  private func filled() async throws -> (EngineStage, Listed) {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    _ = try cloud.addProject(name: "finance", region: EngineStage.regions[1], isDefault: false)
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let disk = try cloud.addDisk(
      name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let made = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    let copies = try await cloud.copySnapshots(
      [SnapshotCopyRequest(snapshot: made.first?.target?.id ?? "", region: EngineStage.regions[2])],
      by: cloud.requester)
    let replicas = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: cloud.requester)
    try await cloud.finish(copies)
    try await cloud.finish(replicas)
    await cloud.letGo()
    return (stage, try Listed(cloud.catalog))
  }

  private func catalogFiles(_ stage: EngineStage) -> [String] {
    ["", "-wal", "-shm"].map { stage.home.catalogPath(EngineStage.context) + $0 }
  }

  @Test("A missing catalog is rebuilt from context file and stores, and said (point 8)")
  func missing() async throws {
    let (stage, before) = try await filled()
    #expect(before.backups.count == 2)
    #expect(before.snapshots.count == 2)
    for file in catalogFiles(stage) where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
    let cloud = try stage.open()
    #expect(try Listed(cloud.catalog) == before)
    #expect(cloud.notices.count == 1)
    #expect(try stage.open().notices.isEmpty)
  }

  @Test("A corrupt catalog is set aside and rebuilt, and said (point 8)")
  func corrupt() async throws {
    let (stage, before) = try await filled()
    let files = catalogFiles(stage)
    for file in files.dropFirst() where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
    try Data(repeating: 0x5a, count: 9_000).write(to: URL(fileURLWithPath: files[0]))
    let cloud = try stage.open()
    #expect(try Listed(cloud.catalog) == before)
    #expect(cloud.notices.contains { $0.contains("-corrupt-") })
  }

  @Test("Opening where all agrees writes nothing")
  func agrees() async throws {
    let (stage, before) = try await filled()
    let revision = try stage.open().catalog.revision()
    let cloud = try stage.open()
    #expect(try cloud.catalog.revision() == revision)
    #expect(try Listed(cloud.catalog) == before)
  }

  @Test("A crash between the store's and the catalog's publication is mended at opening")
  func halfPublished() async throws {
    let (stage, before) = try await filled()
    let replica = try #require(before.backups.first { $0.kind == .replica })
    let cloud = try stage.open()
    let task = try #require(try cloud.catalog.tasks(touching: replica.id, limit: 1).first)
    try cloud.catalog.write(durable: true) { transaction in
      var (row, target) = (task, replica)
      (row.status, row.phase, row.endedAt, row.bytesDone) = (.running, .publishing, nil, 0)
      (target.status, target.verifiedAt) = (.protecting, nil)
      try transaction.put(row)
      try transaction.put(target)
    }
    let later = try stage.open()
    #expect(try later.catalog.task(task.id)?.status == .success)
    #expect(try Listed(later.catalog) == before)
  }

  @Test("A crash in the middle of a deletion is finished at opening")
  func halfDeleted() async throws {
    let (stage, before) = try await filled()
    let replica = try #require(before.backups.first { $0.kind == .replica })
    let copy = try #require(before.snapshots.first { $0.source != nil })
    let cloud = try stage.open()
    try cloud.catalog.write(durable: true) { transaction in
      var (row, other) = (replica, copy)
      row.status = .deleting
      other.state = .toRecycle
      try transaction.put(row)
      try transaction.put(other)
    }
    let later = try stage.open()
    #expect(try later.catalog.backup(replica.id) == nil)
    #expect(try later.catalog.snapshot(copy.id) == nil)
    #expect(try later.premises.stores.readable(replica.region).backup(replica.id) == nil)
    #expect(try later.premises.stores.readable(copy.region).snapshot(copy.id) == nil)
  }

  @Test("What is no longer in a store leaves the catalog; the store wins for what exists")
  func storeWins() async throws {
    let (stage, before) = try await filled()
    let replica = try #require(before.backups.first { $0.kind == .replica })
    try stage.open().premises.stores.writable(replica.region).removeBackup(replica.id)
    #expect(try stage.open().catalog.backup(replica.id) == nil)
  }

  @Test("A vanished store is a state of its region; the others work (point 8)")
  func vanished() async throws {
    let (stage, before) = try await filled()
    let gone = EngineStage.regions[1]
    try FileManager.default.removeItem(atPath: stage.storePath(gone))
    let cloud = try stage.open()
    #expect(try cloud.catalog.regions().filter { $0.unreachable != nil }.map(\.id) == [gone])
    #expect(try cloud.catalog.vaults(region: gone).count == 1)
    let backup = try #require(before.backups.first { $0.kind == .backup })
    let vault = try await cloud.makeVault("third", EngineStage.regions[2], .replication)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: vault.region))], by: cloud.requester)
    #expect(try await cloud.finish(admission).map(\.status) == [.success])
    let error = await #expect(throws: EngineError.self) {
      try await cloud.makeVault("more", gone, .replication)
    }
    #expect(error?.explanation.kind == .unreachable)
    await cloud.letGo()
  }

  @Test("Another home's store can be read, but is a state of its region and takes nothing (point 8)")
  func foreign() async throws {
    let (stage, before) = try await filled()
    let replica = try #require(before.backups.first { $0.kind == .replica })
    let store = try RegionStore.open(at: stage.storePath(replica.region), home: try stage.home.id())
    try store.take(for: "another-home")
    let cloud = try stage.open()
    let region = try #require(try cloud.catalog.regions().first { $0.id == replica.region })
    #expect(region.unreachable?.contains("--take") == true)
    let image = try await cloud.finish(
      try await cloud.createImage(
        ImageRequest(backup: replica.id, output: stage.folder + "/out"), by: cloud.requester))
    #expect(image.map(\.status) == [.success])
    await cloud.letGo()
  }
}
