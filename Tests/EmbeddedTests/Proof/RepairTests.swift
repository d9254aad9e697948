import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// `store verify --repair`: what is damaged comes back from the other regions, whose bytes its names prove.
@Suite struct RepairTests {
  private static let (east, west) = (EngineStage.regions[0], EngineStage.regions[1])

  /// A backup in the east, its replica in the west, a snapshot in the east copied west, and a note in the ledger.
  private func stage() async throws -> (EngineStage, EmbeddedCloud) {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 5)
    _ = try await cloud.makeVault("dst", Self.west, .replication)
    try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: Self.west))], by: cloud.requester))
    let path = try stage.makeDisk("d.img", bytes: 70_000, seed: 1)
    let disk = try cloud.addDisk(name: "d", region: Self.east, project: nil, usage: .data, path: path)
    let made = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    try await cloud.finish(
      try await cloud.copySnapshots(
        [SnapshotCopyRequest(snapshot: made.first?.target?.id ?? "", region: Self.west)], by: cloud.requester))
    try await replicateTree(stage, cloud)
    let note = LedgerEntry(backup: backup.id, region: Self.west, date: Date(timeIntervalSinceReferenceDate: 5))
    try cloud.premises.stores.writable(Self.east).appendLedger(note)
    try cloud.catalog.write(durable: true) { try $0.put(note) }
    await cloud.letGo()
    return (stage, cloud)
  }

  /// A file system in the east with small files, a large one and links, its backup, and the backup's replica.
  private func replicateTree(_ stage: EngineStage, _ cloud: EmbeddedCloud) async throws {
    let path = stage.folder + "/share"
    for index in 0..<12 {
      let folder = "\(path)/\(index % 3)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(repeating: UInt8(index), count: index * 900).write(to: URL(fileURLWithPath: "\(folder)/\(index)"))
    }
    try Piece.noise(5 << 20, seed: 1).bytes?.write(to: URL(fileURLWithPath: path + "/large"))
    try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: "large")
    let system = try cloud.addFileSystem(name: "share", region: Self.east, project: nil, path: path)
    let vault = try await cloud.makeVault("turbo", Self.east, .backup, type: .turbo)
    _ = try await cloud.makeVault("turbo-dr", Self.west, .replication, type: .turbo)
    let made = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .turbo, resource: system.id, vault: vault.id), by: cloud.requester))
    try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: made.first?.target?.id ?? "", destination: Destination(region: Self.west))],
        by: cloud.requester))
  }

  private func objects(_ store: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: store).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(store)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
        && !name.hasPrefix("locks/") && !name.hasPrefix("owner/")
    }.sorted()
  }

  private func flip(_ path: String, at offset: Int) throws {
    let url = URL(fileURLWithPath: path)
    var bytes = try Data(contentsOf: url)
    bytes[offset % bytes.count] ^= 0x20
    try bytes.write(to: url)
  }

  @Test(
    "Point 9: a flip in any object of a region is found, named, and healed from the other region",
    arguments: [0, 1])
  func heals(_ side: Int) async throws {
    let (stage, first) = try await stage()
    let region = EngineStage.regions[side]
    let store = stage.storePath(region)
    let before = try Set(first.catalog.read { try $0.backupStatuses(region: region) }.keys)
    for (number, name) in try objects(store).enumerated() {
      // A repair writes what it heals under new names.
      guard FileManager.default.fileExists(atPath: "\(store)/\(name)") else { continue }
      // Header, body and the end of each object in turn; the version's own byte among them.
      let size = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(name)")).count
      try flip("\(store)/\(name)", at: [12, 70, size - 3, size / 2][number % 4])
      let cloud = try stage.open()
      let found = try await cloud.verifyStore()
      #expect(found.contains { $0.object == name || $0.message.contains(name) }, "\(name)")
      let findings = try await cloud.verifyStore(region: region, repair: true)
      #expect(findings.allSatisfy { $0.healed }, "\(name): \(findings)")
      #expect(findings.contains { $0.object == name }, "\(name): \(findings)")
      #expect(try await cloud.verifyStore().isEmpty, "\(name)")
    }
    let after = try stage.open()
    #expect(try Set(after.premises.stores.readable(region).backups.ids()) == before)
    #expect(after.notices.isEmpty)
  }

  @Test(
    "Point 9: packs that are gone, the source's and the replica's, come back from the other side",
    arguments: [0, 1])
  func missing(_ side: Int) async throws {
    let (stage, _) = try await stage()
    let region = EngineStage.regions[side]
    let packs = try objects(stage.storePath(region)).filter { $0.hasPrefix("packs/") }
    for pack in packs { try FileManager.default.removeItem(atPath: "\(stage.storePath(region))/\(pack)") }
    let cloud = try stage.open()
    let found = try await cloud.verifyStore(region: region)
    #expect(!found.isEmpty)
    let findings = try await cloud.verifyStore(region: region, repair: true)
    #expect(!findings.isEmpty)
    #expect(findings.filter { !$0.healed } == [])
    for backup in try cloud.premises.stores.readable(region).backups.all().values {
      if let tree = backup.tree {
        let made = "\(stage.folder)/\(UUID().uuidString)"
        _ = try cloud.premises.stores.readable(region).restoreTree(tree, to: made, observer: Quiet())
        let (out, share) = (made, "\(stage.folder)/share")
        #expect(try Workshop.picture(of: out, withOwners: true) == Workshop.picture(of: share, withOwners: true))
      }
      for disk in backup.disks {
        let path = "\(stage.folder)/\(UUID().uuidString)"
        let store = try cloud.premises.stores.readable(region)
        let whole = try store.restore(disk, to: path, observer: Quiet())
        let originals = try FileManager.default.contentsOfDirectory(atPath: "\(stage.folder)/disks")
        #expect(try originals.contains { try stage.sha256("\(stage.folder)/disks/\($0)") == whole })
      }
    }
  }

  @Test("Point 9: what no other region holds is named with pack, backup and chunk, and stays unserved")
  func unhealable() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 5)
    await cloud.letGo()
    let store = stage.storePath(Self.east)
    let packs = try objects(store).filter { $0.hasPrefix("packs/") }
    let sizes = try packs.map { try size("\(store)/\($0)") }
    let longest = try #require(zip(packs, sizes).max { $0.1 < $1.1 }?.0)
    try flip("\(store)/\(longest)", at: 5_000)
    for _ in 0..<2 {
      let findings = try await cloud.verifyStore(repair: true).filter { !$0.healed }
      #expect(findings.contains { $0.object == longest && $0.backup == backup.id && $0.chunk != nil }, "\(findings)")
      #expect(findings.contains { $0.message.contains("No other region") })
    }
  }

  private func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}
