import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct VaultReplicationTests {
  @Test("One task for each eligible backup under one parent; the others are skipped with reasons (S62)")
  func oneParent() async throws {
    let desk = try await PolicyStage(servers: 3)
    let backups = try await desk.backUpAll()
    _ = try await desk.cloud.finish(
      try await desk.cloud.createReplicas(
        [ReplicaRequest(backup: backups[0].id, destination: desk.destination)], by: desk.cloud.requester))
    await desk.cloud.letGo()

    let plan = try await desk.cloud.planVault(desk.source.id, to: desk.destination)
    #expect(plan.plan.allowed.map(\.source).sorted() == backups.dropFirst().map(\.id).sorted())
    #expect(plan.skipped.map(\.code) == [.replicaExists] && plan.skippedCount == 1)
    #expect(plan.plan.refused.isEmpty && plan.plan.traffic == backups[1].size + backups[2].size)

    let outcome = try await desk.cloud.replicateVault(desk.source.id, to: desk.destination, by: desk.cloud.requester)
    #expect(outcome.tasks.count == 2 && Set(outcome.tasks.map(\.parent)) == [outcome.run?.id])
    #expect(outcome.skipped.map(\.source) == [backups[0].id])
    #expect(outcome.tasks.allSatisfy { $0.trigger == .manual })
    let ended = try await desk.cloud.finish(Admission(tasks: outcome.tasks))
    #expect(ended.map(\.status) == [.success, .success])
    try await desk.cloud.settleRuns()
    let run = try #require(try desk.cloud.run(outcome.run?.id ?? "")).run
    #expect(run.status == .success && run.counts.done == 2 && run.counts.skipped == 1 && run.endedAt != nil)

    let again = try await desk.cloud.replicateVault(desk.source.id, to: desk.destination, by: desk.cloud.requester)
    #expect(again.refused.map(\.code) == [.nothingEligible] && again.tasks.isEmpty && again.run == nil)
    #expect(again.skipped.count == 3)
    let replicas = try await desk.cloud.planVault(desk.target.id, to: Destination(region: EngineStage.regions[2]))
    #expect(replicas.plan.refused.map(\.code).contains(.replicationVaultSource))
    await desk.cloud.letGo()
  }

  @Test("What does not fit together is skipped, before and at admission (S27, S62)")
  func together() async throws {
    let desk = try await PolicyStage(servers: 3)
    let backups = try await desk.backUpAll()
    await desk.cloud.letGo()
    let small = try await desk.cloud.makeVault(
      "small", EngineStage.regions[2], .replication, capacity: backups[0].size * 2)
    let destination = Destination(region: small.region, vault: small.id)
    let plan = try await desk.cloud.planVault(desk.source.id, to: destination)
    #expect(plan.plan.allowed.count == 2 && plan.skipped.map(\.code) == [.vaultCapacity])
    let outcome = try await desk.cloud.replicateVault(desk.source.id, to: destination, by: desk.cloud.requester)
    #expect(outcome.tasks.count == 2 && outcome.skipped.map(\.code) == [.vaultCapacity])
    let ended = try await desk.cloud.finish(Admission(tasks: outcome.tasks))
    #expect(ended.allSatisfy { $0.status == .success })
    await desk.cloud.letGo()
  }

  @Test("A backup policy of a disk vault takes single disks; a server's disk goes where it is named (point 3, S8)")
  func disks() async throws {
    let desk = try await PolicyStage()
    let path = try desk.stage.makeDisk("single.img", bytes: 256 << 10, seed: 9)
    let single = try desk.cloud.addDisk(
      name: "single", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let vault = try await desk.cloud.makeVault("disks", EngineStage.regions[0], .backup, type: .disk)
    let policy = try await desk.policy("disks", .backup, "FREQ=DAILY;BYHOUR=4", on: vault)
    func sources() async throws -> [String?] {
      let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
      _ = try await desk.cloud.finish(Admission(tasks: outcome.tasks))
      await desk.cloud.letGo()
      return outcome.tasks.map { $0.source?.name }
    }
    #expect(try await sources() == ["single"])
    let part = try #require(try desk.cloud.servers().first?.disks.first)
    _ = try await desk.cloud.applyPolicy(
      policy.id, to: PolicyVault(vault: vault.id, resources: [single.id, part.id]), removing: false,
      by: desk.cloud.requester)
    #expect(Set(try await sources()) == ["single", part.name])
    let forecast = try await desk.cloud.simulate(policy.id, days: 2)
    #expect(forecast.runs.allSatisfy { $0.backups.count == 2 })
  }

  @Test("A run whose maker died between its tasks goes on where it was (S29, S62)")
  func resumed() async throws {
    let desk = try await PolicyStage(servers: 2)
    let backups = try await desk.backUpAll()
    await desk.cloud.letGo()
    let run = PolicyRun(
      id: UUID().uuidString.lowercased(), policy: nil, operation: .replication, vaults: [desk.source.id],
      destination: desk.destination, trigger: .manual, requestedBy: desk.cloud.requester, startedAt: desk.clock.now)
    _ = try desk.cloud.catalog.write(durable: true) { try $0.claim(run) }
    var admitter = Admitter(
      premises: desk.cloud.premises, rules: try desk.cloud.premises.rules(), requester: desk.cloud.requester)
    admitter.lineage = Lineage(run: run.id)
    let first = try #require(
      try admitter.admit(ReplicaRequest(backup: backups[0].id, destination: desk.destination)).task)
    #expect(first.parent == run.id)

    try await desk.cloud.settleRuns()
    await desk.cloud.runUntilIdle()
    try await desk.cloud.settleRuns()
    let found = try #require(try desk.cloud.run(run.id))
    #expect(found.run.status == .success && found.run.endedAt != nil)
    #expect(found.tasks.count == 2 && found.tasks.allSatisfy { $0.status == .success })
    // What was admitted before the death is not told as skipped now.
    #expect(found.run.counts.skipped == 0)
  }
}
