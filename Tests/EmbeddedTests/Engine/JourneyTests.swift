import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct JourneyTests {
  @Test("Images from a replica equal the disks at backup time, source store gone (S18, S58, S60)")
  func serverBackup() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 9)
    let names = ["web-01-s.img", "web-01-d.img"]
    let originals = try names.map { try stage.sha256("\(stage.folder)/disks/\($0)") }
    #expect(backup.status == .available)
    for name in names { try stage.makeDisk(name, bytes: 1 << 20, seed: 999) }

    var requests: [ReplicaRequest] = []
    for region in EngineStage.regions.dropFirst() {
      _ = try await cloud.makeVault("vault-dst", region, .replication)
      requests.append(ReplicaRequest(backup: backup.id, destination: Destination(region: region)))
    }
    let plan = try await cloud.plan(requests)
    #expect(plan.allowed.count == 2)
    #expect(plan.traffic == 2 * backup.size)
    #expect((plan.toTransfer ?? 0) > 0)
    let admission = try await cloud.createReplicas(requests, by: cloud.requester)
    #expect(admission.refused.isEmpty)
    let ended = try await cloud.finish(admission)
    #expect(ended.map(\.status) == [.success, .success])
    #expect(ended.allSatisfy { ($0.bytesTransferred ?? 0) > 0 && $0.percent == 100 })
    #expect(try cloud.catalog.backup(backup.id)?.replicas.map(\.status) == [.available, .available])
    await cloud.letGo()

    try FileManager.default.removeItem(atPath: stage.storePath(backup.region))
    let later = try stage.open()
    let replica = try #require(ended.first?.target?.id)
    let output = stage.folder + "/images"
    let image = try await later.finish(
      try await later.createImage(ImageRequest(backup: replica, output: output), by: later.requester))
    #expect(image.map(\.status) == [.success], "\(image.compactMap(\.error))")
    let id = try #require(image.first?.target?.id)
    let files = ["system", "data-1"].map { "\(output)/\(id)/\($0).raw" }
    #expect(try files.map { try stage.sha256($0) } == originals)
    #expect(try later.catalog.image(id)?.disks.map(\.path) == files)
    #expect(try later.catalog.image(id)?.disks.map(\.sha256) == originals)
    await later.letGo()
  }

  @Test("A snapshot keeps what the disk held; its copy stands in the target region (S6, S46, S54, S60)")
  func snapshot() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = try stage.makeDisk("data.img", bytes: 5 << 20, seed: 4)
    let original = try stage.sha256(path)
    let disk = try cloud.addDisk(
      name: "data", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let made = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    let source = try #require(try cloud.catalog.snapshot(made.first?.target?.id ?? ""))
    #expect(source.state == .normal)
    #expect(source.id.hasPrefix("snap-") && source.id.count == 13)
    try stage.makeDisk("data.img", bytes: 1 << 20, seed: 5)

    let requests = EngineStage.regions.dropFirst().map { SnapshotCopyRequest(snapshot: source.id, region: $0) }
    let admission = try await cloud.copySnapshots(requests, by: cloud.requester)
    #expect(admission.refused.isEmpty)
    let row = try #require(try cloud.catalog.snapshot(admission.tasks.first?.target?.id ?? ""))
    #expect(row.name == "Copied \(source.id) from \(source.region)")
    let ended = try await cloud.finish(admission)
    #expect(ended.map(\.status) == [.success, .success], "\(ended.compactMap(\.error))")
    let copy = try #require(try cloud.catalog.snapshot(row.id))
    #expect(copy.state == .normal)
    #expect(copy.source == SourceLink(id: source.id, region: source.region))
    let store = try cloud.premises.stores.readable(copy.region)
    let stored = try #require(try store.snapshot(copy.id))
    let restored = stage.folder + "/restored.raw"
    _ = try store.restore(stored.disk, to: restored, observer: FindingObserver(region: ""))
    #expect(try stage.sha256(restored) == original)
    await cloud.letGo()
  }

  @Test("A bare-metal or diskless backup is listed but not replicated; all reasons together (S12, S13, S15)")
  func notReplicable() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let vault = try await cloud.makeVault("src", region, .backup)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let path = try stage.makeDisk("d.img", bytes: 4_096, seed: 1)
    let server = try cloud.addServer(
      name: "metal", region: region, project: nil, kind: .bms, disks: [(.data, path)])
    let made = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .server, resource: server.id, vault: vault.id), by: cloud.requester))
    let admission = try await cloud.createReplicas(
      [
        ReplicaRequest(
          backup: made.first?.target?.id ?? "", destination: Destination(region: EngineStage.regions[1]))
      ], by: cloud.requester)
    #expect(admission.tasks.isEmpty)
    #expect(admission.refused.map(\.code) == [.notECS, .noSystemDisk])
    await cloud.letGo()
  }
}
