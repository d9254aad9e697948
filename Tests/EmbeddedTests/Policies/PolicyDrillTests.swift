import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Policies that rebuild what they made, or what vaults hold (issue 5, point 7).
@Suite struct PolicyDrillTests {
  private func copied(_ desk: PolicyStage, drill: Int) async throws -> (Policy, Backup) {
    _ = try await desk.backUpAll()
    await desk.cloud.letGo()
    let policy = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4", drill: drill)
    try await desk.agent(at: PolicyStage.day(1))
    let replica = try #require(try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.first)
    return (policy, replica)
  }

  @Test("After a run the newest copies it made are rebuilt; the certificate is dated, and the run says so")
  func afterRun() async throws {
    let desk = try await PolicyStage(servers: 2)
    let (policy, _) = try await copied(desk, drill: 40)
    let made = try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }
    #expect(made.count == 2)
    for replica in made {
      let certificate = try #require(replica.drill)
      #expect(certificate.passed && certificate.percent == 40 && certificate.original)
      #expect(certificate.date == PolicyStage.day(1))
      let stored = try desk.cloud.premises.stores.readable(replica.region).backup(replica.id)
      #expect(stored?.backup.drill == certificate)
    }
    let run = try #require(try await desk.cloud.runs(of: policy.id, limit: 1).first)
    #expect(run.status == .success && run.endedAt != nil)
    #expect(run.counts == PolicyRunCounts(done: 2, drilled: 2))
    let words = try await desk.cloud.items(of: run.id).map(\.words)
    #expect(words == ["done", "done", "drill passed", "drill passed"])
    // A run that makes nothing proves nothing.
    try await desk.agent(at: PolicyStage.day(2))
    let second = try #require(try await desk.cloud.runs(of: policy.id, limit: 1).first)
    #expect(second.id != run.id && second.counts == PolicyRunCounts(skipped: 2) && second.endedAt != nil)
  }

  @Test("A drill of a policy catches a flipped bit: the run fails, the copy counts as damaged, retention keeps clear")
  func flipped() async throws {
    let desk = try await PolicyStage()
    let (_, replica) = try await copied(desk, drill: 1)
    let proofs = try await desk.policy("proofs", .drill, "FREQ=DAILY;BYHOUR=5", drill: 100, on: desk.target)
    try desk.stage.flip(inLargestPackOf: replica.region, at: 100_000)
    try await desk.agent(at: PolicyStage.day(2, hour: 5))
    let run = try #require(try await desk.cloud.runs(of: proofs.id, limit: 1).first)
    #expect(run.operation == .drill && run.status == .failed && run.counts.failed == 1 && run.endedAt != nil)
    let item = try #require(try await desk.cloud.items(of: run.id).first)
    #expect(item.outcome == .drilled && item.status == .failed && item.words.hasPrefix("drill failed: "))
    let row = try #require(try desk.cloud.catalog.backup(replica.id))
    #expect(row.drill?.passed == false && row.drill?.date == desk.clock.now)
    #expect(row.damagedAt == desk.clock.now && row.verifiedAt == nil)
  }

  @Test("A drill policy rebuilds the newest copy of each resource of its vaults, by schedule and by hand")
  func ownSchedule() async throws {
    let desk = try await PolicyStage(servers: 2)
    _ = try await desk.backUpAll()
    desk.clock.set(PolicyStage.begin.addingTimeInterval(3_600))
    let newest = try await desk.backUpAll()
    await desk.cloud.letGo()
    let proofs = try await desk.policy("proofs", .drill, "FREQ=WEEKLY;BYDAY=MO;BYHOUR=5", drill: 100)
    try await desk.agent(at: PolicyStage.day(1, hour: 5))
    try await desk.agent(at: PolicyStage.day(2, hour: 5))
    let runs = try await desk.cloud.runs(of: proofs.id, limit: 9)
    #expect(runs.map(\.counts) == [PolicyRunCounts(drilled: 2)])
    let drilled = try await desk.cloud.items(of: try #require(runs.first).id).map(\.source.id)
    #expect(Set(drilled) == Set(newest.map(\.id)))
    let outcome = try await desk.cloud.runPolicy(proofs.id, by: desk.cloud.requester)
    #expect(outcome.tasks.map(\.type) == [.drill, .drill] && outcome.tasks.allSatisfy { $0.trigger == .policy })
    #expect(try await desk.cloud.finish(Admission(tasks: outcome.tasks)).allSatisfy { $0.status == .success })
    await desk.cloud.letGo()
  }

  @Test("What drills stands in the context's file, and a drill policy is applied to vaults of both kinds")
  func file() async throws {
    let desk = try await PolicyStage()
    let copies = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4", drill: 7)
    var proofs = try await desk.policy("proofs", .drill, "FREQ=DAILY;BYHOUR=1 + FREQ=DAILY;BYHOUR=14;BYMINUTE=40")
    proofs = try await desk.cloud.applyPolicy(
      proofs.id, to: PolicyVault(vault: desk.target.id), removing: false, by: desk.cloud.requester)
    #expect(copies.drill == 7 && proofs.drill == 100 && proofs.vaults.count == 2)
    #expect(try ContextFiles(home: desk.stage.home).load(EngineStage.context).policies == [copies, proofs])
  }
}
