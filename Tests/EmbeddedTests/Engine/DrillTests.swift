import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Restore drills: rebuilt, compared with the hashes of the backup, certified.
@Suite struct DrillTests {
  private func replica(_ stage: EngineStage, _ cloud: EmbeddedCloud) async throws -> Backup {
    let backup = try await cloud.makeBackup(stage, mebibytes: 18)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let moved = try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
        by: cloud.requester))
    return try #require(try cloud.catalog.backup(moved.first?.target?.id ?? ""))
  }

  private func drill(_ cloud: EmbeddedCloud, _ request: DrillRequest) async throws -> CloudTask {
    let ended = try await cloud.finish(try await cloud.drill(request, by: cloud.requester))
    return try #require(ended.first)
  }

  @Test("A sound replica gets a dated certificate, in its own store too; nothing of what was rebuilt is left")
  func passed() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let replica = try await replica(stage, cloud)
    let before = Date()
    let task = try await drill(cloud, DrillRequest(source: replica.id))
    #expect(task.status == .success && task.type == .drill && task.percent == 100, "\(task.error ?? "")")
    let certificate = try #require(try cloud.catalog.backup(replica.id)?.drill)
    #expect(certificate.passed && certificate.percent == 100 && certificate.original)
    #expect(certificate.bytes == replica.size && certificate.date >= before)
    #expect(certificate.requester == cloud.requester && certificate.manifests.count == 2)
    #expect(try cloud.premises.stores.readable(replica.region).backup(replica.id)?.backup.drill == certificate)
    let folder = EngineFolders(home: stage.home, context: EngineStage.context).drills
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)

    // A sample rebuilds less, and always the beginning of each disk.
    let scratch = stage.folder + "/scratch"
    let sampled = try await drill(cloud, DrillRequest(source: replica.id, percent: 1, scratch: scratch))
    #expect(sampled.status == .success)
    let second = try #require(try cloud.catalog.backup(replica.id)?.drill)
    #expect(second.percent == 1 && second.chunks >= 2 && second.chunks < certificate.chunks)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
    #expect(try await cloud.verifyStore().isEmpty)
    await cloud.letGo()

    // A lost catalog gets the certificate back from the store.
    for suffix in ["", "-wal", "-shm"] { unlink(stage.home.catalogPath(EngineStage.context) + suffix) }
    #expect(try stage.open().catalog.backup(replica.id)?.drill == second)
  }

  @Test("A drill catches a flipped bit in the store; the replica no longer counts as verified")
  func flipped() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let replica = try await replica(stage, cloud)
    try stage.flip(inLargestPackOf: replica.region)
    let task = try await drill(cloud, DrillRequest(source: replica.id))
    #expect(task.status == .failed && task.error?.contains("damaged") == true)
    let row = try #require(try cloud.catalog.backup(replica.id))
    let certificate = try #require(row.drill)
    #expect(!certificate.passed && certificate.problem != nil && row.verifiedAt == nil)
    #expect(try cloud.premises.stores.readable(replica.region).backup(replica.id)?.backup.drill == certificate)
    // The original is whole, and its drill says so.
    let original = try #require(replica.source?.id)
    #expect(try await drill(cloud, DrillRequest(source: original)).status == .success)
    #expect(try cloud.catalog.backup(original)?.drill?.passed == true)
    await cloud.letGo()
  }

  @Test("A snapshot's copy is rebuilt and compared, too; a flipped bit is caught, and coverage knows the age")
  func snapshots() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = try stage.makeDisk("d.img", bytes: 9 << 20, seed: 4)
    let disk = try cloud.addDisk(name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let made = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    let original = try #require(made.first?.target?.id)
    let moved = try await cloud.finish(
      try await cloud.copySnapshots(
        [SnapshotCopyRequest(snapshot: original, region: EngineStage.regions[1])], by: cloud.requester))
    let copy = try #require(moved.first?.target?.id)
    #expect(try await drill(cloud, DrillRequest(source: copy)).status == .success)
    let row = try #require(try cloud.catalog.snapshot(copy))
    let certificate = try #require(row.drill)
    #expect(certificate.passed && certificate.original && certificate.bytes == row.size)
    #expect(certificate.manifests.count == 1)
    #expect(try cloud.premises.stores.readable(row.region).snapshot(copy)?.snapshot.drill == certificate)
    let window = try cloud.catalog.rows(Listing(.coverage(.snapshots)), at: .offset(0), limit: 10)
    if case .coverage(let rows) = window {
      #expect(rows.rows.first?.copies.first?.drill == DrillMark(certificate))
    } else {
      Issue.record("no coverage")
    }

    try stage.flip(inLargestPackOf: row.region)
    let task = try await drill(cloud, DrillRequest(source: copy))
    #expect(task.status == .failed && task.error?.contains("damaged") == true)
    let damaged = try #require(try cloud.catalog.snapshot(copy))
    #expect(damaged.drill?.passed == false && damaged.verifiedAt == nil && damaged.damagedAt != nil)
    #expect(try await drill(cloud, DrillRequest(source: original)).status == .success)
    await cloud.letGo()
    // A lost catalog gets the certificates back from the stores.
    for suffix in ["", "-wal", "-shm"] { unlink(stage.home.catalogPath(EngineStage.context) + suffix) }
    #expect(try stage.open().catalog.snapshot(copy)?.drill == damaged.drill)
  }

  @Test("What is written wrong on the scratch disk is found by reading it back")
  func scratchFlip() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 6)
    await cloud.letGo()
    let store = try cloud.premises.stores.readable(backup.region)
    let disk = try #require(try store.backup(backup.id)?.disks.first)
    let path = stage.folder + "/rebuilt"
    for (offset, isFound) in [(nil, false), (5_000_000, true), (0, true)] as [(Int?, Bool)] {
      unlink(path)
      let tampering = Tampering { if let offset { EngineStage.flip(path, at: offset) } }
      let drill = DiskDrill(
        disk, of: store, sample: DrillSample(percent: 100, seed: 1), path: path, observer: Quiet(),
        meter: ProgressMeter(tampering, phase: .writing, total: disk.size))
      var findings = DrillFindings()
      try drill.run(&findings)
      #expect(findings.problems.isEmpty == !isFound, "\(findings.problems)")
    }
  }

  @Test("A replica that names other content than its original fails its drill")
  func swapped() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let replica = try await replica(stage, cloud)
    let store = try cloud.premises.stores.writable(replica.region)
    var stored = try #require(try store.backup(replica.id))
    stored.disks.swapAt(0, 1)
    try store.publish(stored)
    let task = try await drill(cloud, DrillRequest(source: replica.id))
    #expect(task.status == .failed && task.error?.contains("other content than its original") == true)
    await cloud.letGo()
  }

  @Test("Trees are rebuilt and compared file by file, folder by folder, link by link")
  func trees() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = stage.folder + "/share"
    try Self.fill(path)
    let backup = try await treeBackup(of: path, stage, cloud)
    let task = try await drill(cloud, DrillRequest(source: backup.id, percent: 5))
    #expect(task.status == .success, "\(task.error ?? "")")
    let certificate = try #require(try cloud.catalog.backup(backup.id)?.drill)
    #expect(certificate.passed && certificate.percent == 100 && certificate.bytes == backup.size)
    await cloud.letGo()

    let store = try cloud.premises.stores.readable(backup.region)
    let tree = try #require(try store.backup(backup.id)?.tree)
    for (index, change) in Self.treeChanges.enumerated() {
      let target = stage.folder + "/rebuilt-\(index)"
      _ = try store.restoreTree(tree, to: target, observer: Quiet())
      try change.make(target)
      var findings = DrillFindings()
      try TreeDrill(tree, of: store, path: target, observer: Quiet()).run(&findings)
      #expect(findings.problems.isEmpty == (index == 0), "\(change.name): \(findings.problems)")
    }
  }

  /// A share of files in folders, two links and a large file that ends in a hole.
  private static func fill(_ path: String) throws {
    for index in 0..<40 {
      let folder = "\(path)/\(index % 4)/below"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(repeating: UInt8(index), count: index * 997).write(to: URL(fileURLWithPath: "\(folder)/\(index)"))
    }
    symlink("0/below/4", path + "/link")
    symlink("../1", path + "/2/link")
    try Piece.noise(6 << 20, seed: 3).bytes?.write(to: URL(fileURLWithPath: path + "/large"))
    truncate(path + "/large", 20 << 20)
  }

  private func treeBackup(of path: String, _ stage: EngineStage, _ cloud: EmbeddedCloud) async throws -> Backup {
    let system = try cloud.addFileSystem(name: "share", region: EngineStage.regions[0], project: nil, path: path)
    let vault = try await cloud.makeVault("turbo", system.region, .backup, type: .turbo)
    let ended = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .turbo, resource: system.id, vault: vault.id), by: cloud.requester))
    return try #require(try cloud.catalog.backup(ended.first?.target?.id ?? ""))
  }

  /// What can be wrong with a rebuilt share; nothing is with the first.
  private static let treeChanges: [(name: String, make: @Sendable (String) throws -> Void)] = [
    ("nothing", { _ in }),
    ("a byte", { try Data(repeating: 9, count: 8 * 997).write(to: URL(fileURLWithPath: $0 + "/0/below/8")) }),
    (
      "a file that is gone",
      {
        unlink($0 + "/1/below/0"); unlink($0 + "/1/below/1")
      }
    ),
    (
      "a link",
      {
        unlink($0 + "/2/link"); symlink("../3", $0 + "/2/link")
      }
    ),
    (
      "data in a hole",
      {
        let handle = try #require(FileHandle(forUpdatingAtPath: $0 + "/large"))
        try handle.seek(toOffset: 15 << 20)
        try handle.write(contentsOf: Data([1]))
        try handle.close()
      }
    ),
  ]

  @Test("An impossible share is wrong usage; a drill's backup cannot be deleted meanwhile")
  func refusals() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    for percent in [0, 101, -5] {
      await #expect(throws: EngineError.sampleRange(percent: percent)) {
        try await cloud.drill(DrillRequest(source: backup.id, percent: percent), by: cloud.requester)
      }
    }
    #expect(
      try await cloud.drill(DrillRequest(source: "none"), by: cloud.requester).refused.map(\.code) == [.unknownID])
    _ = try await cloud.drill(DrillRequest(source: backup.id), by: cloud.requester)
    let refused = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [backup.id], confirmed: [backup.name]), by: cloud.requester)
    #expect(refused.refused.map(\.code) == [.inUse])
  }

  @Test("A sample takes about its share, the same one twice, another one with another seed")
  func samples() {
    let offsets = (0..<20_000).map { Int64($0) << 22 }
    let first = offsets.filter(DrillSample(percent: 10, seed: 1).holds)
    #expect((1800...2200).contains(first.count) && first.first == 0)
    #expect(first == offsets.filter(DrillSample(percent: 10, seed: 1).holds))
    #expect(first != offsets.filter(DrillSample(percent: 10, seed: 2).holds))
    #expect(offsets.allSatisfy(DrillSample(percent: 100, seed: 1).holds))
  }
}

/// Does something once, when a drill begins to compare.
final class Tampering: TransferObserver {
  private let isDone = Locked(false)
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  func checkpoint() throws {}
  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws {}
  func progress(_ progress: TransferProgress) {
    guard progress.phase == .verifying,
      isDone.with({ done in
        defer { done = true }; return !done
      })
    else { return }
    body()
  }
}

extension EngineStage {
  /// Flips one bit in the middle of a store's largest pack.
  func flip(inLargestPackOf region: String, at offset: Int = 600_000) throws {
    let store = storePath(region) + "/packs"
    let packs = try FileManager.default.subpathsOfDirectory(atPath: store).map { "\(store)/\($0)" }
    guard let pack = try packs.max(by: { try size($0) < size($1) }) else { throw StageError.unexpected("no pack") }
    Self.flip(pack, at: offset)
  }

  /// Flips one bit of a file.
  static func flip(_ path: String, at offset: Int) {
    let file = Foundation.open(path, O_RDWR)
    defer { close(file) }
    var byte: UInt8 = 0
    #expect(pread(file, &byte, 1, offset) == 1)
    byte ^= 4
    #expect(pwrite(file, &byte, 1, offset) == 1)
  }
}
