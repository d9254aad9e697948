import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 12: the stores alone give back everything, here and elsewhere.
@Suite struct ImportTests {
  /// Everything the stores are to give back, in a fixed order.
  private struct Listed: Equatable {
    var regions: [Region]
    var vaults: [Vault]
    var backups: [Backup]
    var snapshots: [Snapshot]
    var ledger: [String]

    init(_ catalog: Catalog) throws {
      regions = try catalog.regions().map { region in
        var region = region
        region.snapshotQuota = nil  // counted from registered disks, which belong to the home
        return region
      }
      vaults = try regions.flatMap { try catalog.vaults(region: $0.id) }.sorted { $0.id < $1.id }
      let rows = { (subject: Listing.Subject) in
        try catalog.rows(Listing(subject, sort: .id, descending: false), at: .offset(0), limit: 100)
      }
      backups = if case .backups(let window) = try rows(.backups(nil)) { window.rows } else { [] }
      snapshots = if case .snapshots(let window) = try rows(.snapshots) { window.rows } else { [] }
      ledger = try catalog.read { try $0.ledger() }.map { "\($0.backup) \($0.region) \($0.date)" }.sorted()
    }
  }

  private func filled() async throws -> (EngineStage, Listed) {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    _ = try cloud.addProject(name: "finance", region: EngineStage.regions[1], isDefault: false)
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
        by: cloud.requester))
    try await backUpTree(stage, cloud)
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let disk = try cloud.addDisk(
      name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let made = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    try await cloud.finish(
      try await cloud.copySnapshots(
        [SnapshotCopyRequest(snapshot: made.first?.target?.id ?? "", region: EngineStage.regions[2])],
        by: cloud.requester))
    let note = LedgerEntry(
      backup: backup.id, region: EngineStage.regions[1], date: Date(timeIntervalSinceReferenceDate: 7))
    try cloud.premises.stores.writable(EngineStage.regions[0]).appendLedger(note)
    try cloud.catalog.write(durable: true) { try $0.put(note) }
    try await verifySome(cloud, backup, made.first?.target?.id ?? "")
    await cloud.letGo()
    return (stage, try Listed(cloud.catalog))
  }

  /// A file system's backup and its replica.
  private func backUpTree(_ stage: EngineStage, _ cloud: EmbeddedCloud) async throws {
    let path = stage.folder + "/share"
    try FileManager.default.createDirectory(atPath: path + "/below", withIntermediateDirectories: true)
    try Data("tree".utf8).write(to: URL(fileURLWithPath: path + "/below/file"))
    symlink("below/file", path + "/link")
    let system = try cloud.addFileSystem(name: "share", region: EngineStage.regions[0], project: nil, path: path)
    let vault = try await cloud.makeVault("turbo", system.region, .backup, type: .turbo)
    let made = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .turbo, resource: system.id, vault: vault.id), by: cloud.requester))
    _ = try await cloud.makeVault("turbo-dr", EngineStage.regions[1], .replication, type: .turbo)
    let moved = try await cloud.finish(
      try await cloud.createReplicas(
        [
          ReplicaRequest(
            backup: made.first?.target?.id ?? "", destination: Destination(region: EngineStage.regions[1]))
        ], by: cloud.requester))
    #expect(moved.map(\.status) == [.success])
  }

  /// Dates of every origin: of the making, of the thing's own verification, of its whole store's, and of a bad result.
  private func verifySome(_ cloud: EmbeddedCloud, _ backup: Backup, _ snapshot: String) async throws {
    #expect(try await cloud.verifyStore(region: EngineStage.regions[1]) == [])
    for id in [backup.id, snapshot] {
      let done = try await cloud.finish(try await cloud.verify(id, by: cloud.requester))
      #expect(done.map(\.status) == [.success])
    }
    let copy = try #require(try Listed(cloud.catalog).snapshots.first { $0.source != nil })
    let store = try cloud.premises.stores.writable(copy.region)
    let packs = "\(store.path)/packs"
    for name in try FileManager.default.subpathsOfDirectory(atPath: packs) where name.contains("/") {
      let url = URL(fileURLWithPath: "\(packs)/\(name)")
      var bytes = try Data(contentsOf: url)
      bytes[70] ^= 1
      try bytes.write(to: url)
    }
    let bad = try await cloud.finish(try await cloud.verify(copy.id, by: cloud.requester))
    #expect(bad.map(\.status) == [.failed])
  }

  private func newHome(_ folder: String) throws -> EmbeddedCloud {
    let home = Home(folder: folder)
    try ContextFiles(home: home).add(ContextFile(name: EngineStage.context))
    return try EmbeddedCloud.open(home: home, context: EngineStage.context)
  }

  @Test("With the whole home deleted, import --take gives back every backup, replica, snapshot, link and date")
  func homeGone() async throws {
    let (stage, before) = try await filled()
    #expect(before.backups.count == 4 && before.snapshots.count == 2 && before.ledger.count == 1)
    #expect(before.backups.filter { $0.type == .turbo }.count == 2)
    #expect(before.backups.allSatisfy { ($0.verifiedAt ?? .distantPast) > $0.createdAt })
    #expect(before.snapshots.contains { $0.damagedAt != nil && $0.verifiedAt == nil })
    try FileManager.default.removeItem(atPath: stage.home.path)
    let cloud = try newHome(stage.home.path)
    for region in EngineStage.regions {
      let imported = try await cloud.importStore(path: stage.storePath(region), take: true, by: cloud.requester)
      #expect(imported.id == region && imported.unreachable == nil)
    }
    #expect(try Listed(cloud.catalog) == before)
    let again = try stage.open()
    #expect(try Listed(again.catalog) == before)
    let vault = try await cloud.makeVault("new", EngineStage.regions[2], .replication)
    let backup = try #require(before.backups.first { $0.kind == .backup && $0.type == .server })
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: vault.region))], by: cloud.requester)
    #expect(try await cloud.finish(admission).map(\.status) == [.success])
    try await expectTree(before, cloud, stage)
    await cloud.letGo()
  }

  /// The replica of the tree gives back its files.
  private func expectTree(_ before: Listed, _ cloud: EmbeddedCloud, _ stage: EngineStage) async throws {
    let replica = try #require(before.backups.first { $0.kind == .replica && $0.type == .turbo })
    let path = stage.folder + "/restored"
    let made = try await cloud.finish(
      try await cloud.createFileSystem(
        FileSystemRequest(backup: replica.id, name: "restored", path: path), by: cloud.requester))
    #expect(made.map(\.status) == [.success])
    #expect(
      try Workshop.picture(of: path, withOwners: true)
        == Workshop.picture(of: stage.folder + "/share", withOwners: true)
    )
  }

  @Test("With the catalog deleted, simply starting gives back everything, the ledger too")
  func catalogGone() async throws {
    let (stage, before) = try await filled()
    for suffix in ["", "-wal", "-shm"] {
      // The last process takes the companions of the database away itself.
      try? FileManager.default.removeItem(atPath: stage.home.catalogPath(EngineStage.context) + suffix)
    }
    #expect(try Listed(stage.open().catalog) == before)
  }

  @Test("A store of another home is read-only until it is taken; then the other home may no longer write")
  func foreign() async throws {
    let (stage, before) = try await filled()
    let owner = try stage.open()
    let other = try newHome(stage.folder + "/other")
    let path = stage.storePath(EngineStage.regions[1])
    let region = try await other.importStore(path: path, take: false, by: other.requester)
    #expect(region.unreachable?.contains("--take") == true)
    let replica = try #require(try Listed(other.catalog).backups.first { $0.type == .server })
    #expect(replica.source?.region == EngineStage.regions[0])
    let image = try await other.finish(
      try await other.createImage(
        ImageRequest(backup: replica.id, output: stage.folder + "/out"), by: other.requester))
    #expect(image.map(\.status) == [.success])
    await other.letGo()
    let held = try owner.premises.stores.writable(region.id)
    #expect(try await other.importStore(path: path, take: true, by: other.requester).unreachable == nil)
    _ = try await other.makeVault("mine", region.id, .backup)
    #expect(throws: StoreError.self) { try held.beginSession("t") }
    await #expect(throws: EngineError.self) { try await owner.makeVault("not-mine", region.id, .backup) }
    #expect(before.backups.count == 4)
  }

  @Test("A store that a living process writes to is not taken")
  func inUse() async throws {
    let (stage, _) = try await filled()
    let held = try stage.open().premises.stores.writable(EngineStage.regions[0]).beginSession("busy")
    let other = try newHome(stage.folder + "/other")
    let path = stage.storePath(EngineStage.regions[0])
    await #expect(throws: StoreError.sessionBusy("busy")) {
      try await other.importStore(path: path, take: true, by: other.requester)
    }
    held.release()
    #expect(try await other.importStore(path: path, take: true, by: other.requester).unreachable == nil)
  }

  @Test("A copied store opens elsewhere; a moved one is found again; another one of the same id is refused")
  func copied() async throws {
    let (stage, before) = try await filled()
    let region = EngineStage.regions[1]
    let copy = stage.folder + "/copy"
    try FileManager.default.copyItem(atPath: stage.storePath(region), toPath: copy)
    let cloud = try stage.open()
    await #expect(throws: Refused.self) { try await cloud.importStore(path: copy, take: false, by: cloud.requester) }
    try FileManager.default.removeItem(atPath: stage.storePath(region))
    #expect(try await cloud.importStore(path: copy, take: false, by: cloud.requester).unreachable == nil)
    #expect(try Listed(cloud.catalog) == before)
    #expect(try await cloud.importStore(path: copy, take: true, by: cloud.requester).id == region)
    let other = try newHome(stage.folder + "/other")
    #expect(try await other.importStore(path: copy, take: true, by: other.requester).unreachable == nil)
    #expect(try Listed(other.catalog).backups == before.backups.filter { $0.region == region })
    // Two contexts of one home that write to one store would not see each other.
    try ContextFiles(home: other.premises.home).add(ContextFile(name: "second"))
    let second = try EmbeddedCloud.open(home: other.premises.home, context: "second")
    await #expect(throws: Refused.self) { try await second.importStore(path: copy, take: true, by: other.requester) }
  }

  @Test("A store of a newer format is refused with a sentence that names both versions")
  func newer() async throws {
    let (stage, _) = try await filled()
    let path = stage.storePath(EngineStage.regions[1])
    var root = try Data(contentsOf: URL(fileURLWithPath: path + "/farshore-store"))
    root[12] = 2
    root[root.count - 1] ^= 1
    try root.write(to: URL(fileURLWithPath: path + "/farshore-store"))
    let other = try newHome(stage.folder + "/other")
    let error = await #expect(throws: StoreError.self) {
      try await other.importStore(path: path, take: true, by: other.requester)
    }
    #expect(error == .newerVersion(path: path, found: 2, known: 1))
    #expect(error?.explanation.message.contains("version 2") == true)
    // A repair must not take a newer store for a damaged one.
    let cloud = try stage.open()
    let findings = try await cloud.verifyStore(repair: true)
    #expect(findings.contains { $0.region == EngineStage.regions[1] && !$0.healed })
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + "/farshore-store")) == root)
  }
}
