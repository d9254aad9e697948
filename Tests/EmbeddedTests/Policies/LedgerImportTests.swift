import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// *Automatic once* goes with the source region's store to another home (S21, issue 5, point 2).
@Suite struct LedgerImportTests {
  /// Backs up a third server that no policy has seen.
  private func backUpAnother(_ desk: PolicyStage) async throws -> String {
    let path = try desk.stage.makeDisk("web-3.img", bytes: 256 << 10, seed: 3)
    let server = try desk.cloud.addServer(
      name: "web-3", region: EngineStage.regions[0], project: nil, kind: .ecs, disks: [(.system, path)])
    let made = try await desk.cloud.finish(
      try await desk.cloud.createBackup(
        BackupRequest(type: .server, resource: server.id, vault: desk.source.id), by: desk.cloud.requester))
    await desk.cloud.letGo()
    return try #require(made.first?.target?.id)
  }

  @Test("What a policy replicated once is not replicated again after another home has taken the store over")
  func imported() async throws {
    let desk = try await PolicyStage(servers: 2)
    let backups = try await desk.backUpAll()
    await desk.cloud.letGo()
    let policy = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4")
    try await desk.agent(at: PolicyStage.day(1))
    // The replicas are gone, and the home with its catalog, policies and file is, too.
    let replicas = try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }
    _ = try await desk.cloud.delete(DeletionRequest(kind: .backup, ids: replicas.map(\.id)), by: desk.cloud.requester)
    desk.clock.set(PolicyStage.day(2))
    let fresh = try await backUpAnother(desk)

    let elsewhere = try EngineStage()
    let heir = try elsewhere.open(clock: desk.clock)
    let copy = elsewhere.folder + "/taken"
    try FileManager.default.copyItem(atPath: desk.stage.storePath(EngineStage.regions[0]), toPath: copy)
    _ = try await heir.importStore(path: copy, take: true, by: heir.requester)
    try heir.addRegion(
      Region(id: EngineStage.regions[1], name: "heir"), store: elsewhere.storePath(EngineStage.regions[1]), quota: nil)
    let vault = try await heir.makeVault("dst", EngineStage.regions[1], .replication)
    let again = try await heir.createPolicy(
      PolicyRequest(
        name: "copy", operation: .replication, schedule: "FREQ=DAILY;BYHOUR=4", timeZone: "Europe/Berlin",
        destination: Destination(region: vault.region, vault: vault.id)), by: heir.requester)
    _ = try await heir.applyPolicy(
      again.id, to: PolicyVault(vault: desk.source.id), removing: false, by: heir.requester)
    desk.clock.set(PolicyStage.day(3))
    await heir.policyRound()
    await heir.runUntilIdle()
    let run = try #require(try await heir.runs(of: again.id, limit: 1).first)
    let items = try await heir.items(of: run.id)
    #expect(Set(items.filter { $0.code == "auto-once" }.map(\.source.id)) == Set(backups.map(\.id)))
    // What no policy ever replicated goes.
    #expect(items.filter { $0.outcome == .admitted }.map(\.source.id) == [fresh])
    #expect(run.counts == PolicyRunCounts(done: 1, skipped: 2) && run.endedAt != nil)
  }
}
