import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct PolicyTests {
  @Test("A policy's success is noted for ever in the source's store; by hand it is allowed again (S20, S21, S23)")
  func ledger() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let vault = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    var request = ReplicaRequest(
      backup: backup.id, destination: Destination(region: vault.region), trigger: .policy)
    let done = try await cloud.finish(try await cloud.createReplicas([request], by: cloud.requester))
    #expect(done.map(\.status) == [.success])
    let entry = try #require(try cloud.premises.stores.readable(backup.region).contents().ledger.first)
    #expect(entry.backup == backup.id && entry.region == vault.region)
    let replica = try #require(done.first?.target?.id)
    _ = try await cloud.delete(DeletionRequest(kind: .backup, ids: [replica]), by: cloud.requester)
    await cloud.letGo()

    for suffix in ["", "-wal", "-shm"] { unlink(stage.home.catalogPath(EngineStage.context) + suffix) }
    let later = try stage.open()
    #expect(try await later.createReplicas([request], by: later.requester).refused.map(\.code) == [.autoOnce])
    request.trigger = .manual
    #expect(try await later.createReplicas([request], by: later.requester).refused.isEmpty)
  }

  @Test("A vault that expands by itself takes what does not fit, and its store knows (S27)")
  func autoExpand() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let vault = try await cloud.createVault(
      VaultRequest(
        name: "grows", region: EngineStage.regions[1], type: .server, protection: .replication, capacity: 1,
        autoExpand: true), by: cloud.requester)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: vault.region))], by: cloud.requester)
    #expect(try await cloud.finish(admission).map(\.status) == [.success])
    #expect(try cloud.catalog.vault(vault.id)?.capacity == backup.size)
    let stored = try cloud.premises.stores.readable(vault.region).contents().vaults
    #expect(stored.map(\.capacity) == [backup.size])
    await cloud.letGo()
  }

  @Test("A transfer sleeps at least as long as its link's limit asks for the bytes that cross (commands.md, Rates)")
  func paced() async throws {
    let stage = try EngineStage()
    let first = try stage.openWithRegions()
    let backup = try await first.makeBackup(stage, mebibytes: 6)
    await first.letGo()
    _ = try await first.makeVault("dst", EngineStage.regions[1], .replication)
    try stage.setRate(1 << 20)
    let clock = SteppingClock()
    let cloud = try stage.open(clock: clock)
    let ended = try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
        by: cloud.requester))
    let crossed = Double(try #require(ended.first?.bytesTransferred))
    #expect(ended.map(\.status) == [.success])
    // At least: workers that wait in line all move this clock on. `SharedLinkTests` bounds it from above.
    #expect(clock.seconds > crossed / Double(1 << 20) - 1)
    await cloud.letGo()
  }

  @Test("A policy's success that a crash cut off is noted when it is mended (S21)")
  func crash() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let vault = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let ended = try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: vault.region))], by: cloud.requester))
    await cloud.letGo()
    try cloud.catalog.write(durable: true) { transaction in
      var row = try #require(ended.first)
      (row.status, row.phase, row.endedAt, row.trigger) = (.running, .publishing, nil, .policy)
      var target = try #require(try transaction.backup(row.target?.id ?? ""))
      target.status = .protecting
      try transaction.put(row)
      try transaction.put(target)
    }
    let later = try stage.open()
    #expect(try later.catalog.task(ended[0].id)?.status == .success)
    #expect(try later.premises.stores.readable(backup.region).contents().ledger.count == 1)
    #expect(try later.catalog.read { try $0.ledgerEntry(backup: backup.id, region: vault.region) } != nil)
  }
}
