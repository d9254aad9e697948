import Catalog
import Foundation
import Replication
import Synchronization
import Testing

@testable import Embedded

/// Point 15: a verification is dated, its result stays with the backup and survives the loss of the catalog.
@Suite struct VerifiedTests {
  private static let (east, west) = (EngineStage.regions[0], EngineStage.regions[1])

  /// The date as the catalog has it now, and as a catalog has it that is built anew from the stores.
  private func dates(
    _ stage: EngineStage, _ id: String, of date: (Backup) -> Date? = { $0.verifiedAt }
  ) throws -> [Date?] {
    let present = try stage.open().catalog.backup(id).flatMap(date)
    for suffix in ["", "-wal", "-shm"] {
      // The last process takes the companions of the database away itself.
      try? FileManager.default.removeItem(atPath: stage.home.catalogPath(EngineStage.context) + suffix)
    }
    return [present, try stage.open().catalog.backup(id).flatMap(date)]
  }

  /// A bad result says when: as the catalog has it, and as the stores alone have it.
  private func expectDamaged(_ stage: EngineStage, _ id: String, since: Date) throws {
    #expect(try dates(stage, id) == [nil, nil])
    let found = try dates(stage, id, of: \.damagedAt)
    #expect(found.allSatisfy { ($0 ?? .distantPast) >= since }, "\(found)")
  }

  private func damage(_ stage: EngineStage) throws {
    let folder = stage.storePath(Self.east) + "/packs"
    let packs = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains("/") }
    for pack in packs {
      let url = URL(fileURLWithPath: "\(folder)/\(pack)")
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: url)
    }
  }

  @Test(
    "Point 15: store verify dates all it found whole, takes the date from what is damaged, and gives it back healed")
  func wholeStore() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    _ = try await cloud.makeVault("dst", Self.west, .replication)
    try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: Self.west))], by: cloud.requester))
    await cloud.letGo()
    let start = Date()
    #expect(try await stage.open().verifyStore() == [])
    let whole = try dates(stage, backup.id)
    #expect(whole.allSatisfy { $0.map { abs($0.timeIntervalSince(start)) < 60 && $0 >= start } ?? false }, "\(whole)")
    try damage(stage)
    let bad = Date()
    #expect(try await stage.open().verifyStore(region: Self.east).contains { $0.backup == backup.id })
    try expectDamaged(stage, backup.id, since: bad)
    let mended = Date()
    #expect(try await stage.open().verifyStore(region: Self.east, repair: true).allSatisfy(\.healed))
    #expect(try dates(stage, backup.id).allSatisfy { ($0 ?? start) >= mended })
    #expect(try dates(stage, backup.id, of: \.damagedAt) == [nil, nil])
  }

  @Test("Point 15: backups verify dates the one backup, takes the date from a damaged one, store verify gives it back")
  func oneBackup() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    let start = Date()
    let done = try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    #expect(done.map(\.status) == [.success] && done.first?.percent == 100)
    await cloud.letGo()
    #expect(try dates(stage, backup.id).allSatisfy { ($0 ?? .distantPast) >= start })
    let again = try stage.open()
    try damage(stage)
    let bad = Date()
    let failed = try await again.finish(try await again.verify(backup.id, by: again.requester))
    #expect(failed.map(\.status) == [.failed] && failed.first?.error?.contains("packs/") == true, "\(failed)")
    await again.letGo()
    try expectDamaged(stage, backup.id, since: bad)
    // The same flips again put the bytes right.
    try damage(stage)
    #expect(try await stage.open().verifyStore() == [])
    #expect(try dates(stage, backup.id).allSatisfy { ($0 ?? .distantPast) >= start })
    #expect(try dates(stage, backup.id, of: \.damagedAt) == [nil, nil])
  }

  @Test("Point 15: the verification of a whole store knows how much there is to read, and how much of it was read")
  func progress() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    _ = try await cloud.makeBackup(stage, mebibytes: 20)
    await cloud.letGo()
    let seen = Mutex<[(done: Int64, total: Int64)]>([])
    _ = try await cloud.verifyStore(region: Self.east) { _, done, total in seen.withLock { $0.append((done, total)) } }
    let steps = seen.withLock { $0 }
    let last = try #require(steps.last)
    #expect(steps.count > 2 && steps.allSatisfy { $0.total == last.total })
    // Packs have some bytes more than the entries in them.
    #expect(last.total > 20 << 20 && last.done >= last.total && last.done < last.total * 101 / 100, "\(last)")
  }
}
