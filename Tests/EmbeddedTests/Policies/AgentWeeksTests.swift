import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// An agent over simulated weeks: the date is set, nobody sleeps, the bytes are real.
@Suite struct AgentWeeksTests {
  @Test("Three weeks of backups and replicas across a change of clocks, each with its own retention (points 2 to 4)")
  func weeks() async throws {
    let desk = try await PolicyStage(servers: 2)
    let byHand = try await desk.backUpAll()
    await desk.cloud.letGo()
    let backups = try await desk.policy(
      "fill", .backup, "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", retention: Retention(last: 3))
    let replicas = try await desk.policy(
      "copy", .replication, "FREQ=WEEKLY;BYDAY=MO;BYHOUR=4", retention: Retention(last: 2))
    let forecast = try await desk.cloud.simulate(nil, days: 21)
    let end = PolicyStage.day(21, hour: 12)
    let slots = [backups, replicas].flatMap { $0.schedule.runs(after: PolicyStage.begin, through: end) }
    for slot in slots.sorted() { try await desk.agent(at: slot.addingTimeInterval(60)) }

    let made = try desk.cloud.catalog.read { try $0.backups(policy: backups.id) }
    #expect(made.count == 6 && Set(made.map(\.resource.id)).count == 2)
    let runs = try await desk.cloud.runs(of: backups.id, limit: 100)
    #expect(runs.count == 21 && runs.allSatisfy { $0.status == .success && $0.endedAt != nil && $0.note == nil })
    // 02:30 in Berlin is 01:30 UTC in winter and 00:30 in summer; on 29 March there is none, and 03:30 stands for it.
    let hours = runs.compactMap(\.slot).map { Int($0.timeIntervalSince1970) / 60 % 1_440 }
    #expect(Set(hours) == [90, 30] && hours.count { $0 == 90 } == 7)
    // What was made by hand is still there.
    for backup in byHand { #expect(try desk.cloud.catalog.backup(backup.id) != nil) }

    let copies = try desk.cloud.catalog.read { try $0.backups(policy: replicas.id) }
    #expect(copies.count == 4 && copies.allSatisfy { $0.region == desk.target.region && $0.verifiedAt != nil })
    let copyRuns = try await desk.cloud.runs(of: replicas.id, limit: 100)
    #expect(copyRuns.map(\.status) == [.success, .success, .success])
    // The simulator foresaw all of it.
    #expect(forecast.runs.count { $0.policy.id == backups.id } == 21)
    let foreseen = forecast.runs.flatMap(\.deleted).count
    let deleted = (runs + copyRuns).reduce(0) { $0 + $1.counts.deleted }
    #expect(foreseen == deleted)
  }

  @Test("Weeks around the autumn change: once a day, off for days, two times a day, drills, retention (points 2 to 7)")
  func autumn() async throws {
    // 2026-10-18 12:00 UTC, a week before the clocks go back in Berlin.
    let begin = Date(timeIntervalSince1970: 1_792_324_800)
    func day(_ number: Int, hour: Int = 3) -> Date {
      begin.addingTimeInterval(Double(number * 86_400 + (hour - 12) * 3_600))
    }
    let desk = try await PolicyStage(at: begin)
    let fill = try await desk.policy(
      "fill", .backup, "FREQ=DAILY;BYHOUR=2;BYMINUTE=30 + FREQ=DAILY;BYHOUR=14;BYMINUTE=45",
      retention: Retention(last: 2, daily: 3))
    let copy = try await desk.policy(
      "copy", .replication, "FREQ=DAILY;INTERVAL=2;BYHOUR=5", retention: Retention(last: 3), missed: .skip, drill: 50)
    let end = day(16, hour: 12)
    // Nobody is there on the days 10 to 12.
    let away = day(10, hour: 0)...day(13, hour: 0)
    let slots = [fill, copy].flatMap { $0.schedule.runs(after: begin, through: end) }.sorted()
    for slot in slots where !away.contains(slot) { try await desk.agent(at: slot.addingTimeInterval(60)) }

    let fills = try await desk.cloud.runs(of: fill.id, limit: 100)
    let missed = fill.schedule.runs(after: away.lowerBound, through: away.upperBound).count
    #expect(missed == 6 && fills.count == 32 - missed)
    #expect(fills.allSatisfy { $0.status == .success && $0.endedAt != nil })
    // 02:30 comes twice on the 25th, and runs the first time: 00:30 UTC; from then on it is 01:30.
    let nights = fills.compactMap(\.slot).map { Int($0.timeIntervalSince1970) / 60 % 1_440 }.filter { $0 < 300 }
    #expect(Set(nights) == [30, 90] && nights.count { $0 == 30 } == 7)
    let copies = try await desk.cloud.runs(of: copy.id, limit: 100)
    #expect(copies.allSatisfy { $0.endedAt != nil && $0.status != .failed })
    // Every run that copied something proved the newest of it.
    #expect(copies.filter { $0.counts.done > 0 }.allSatisfy { $0.counts.drilled == 1 })
    let replicas = try desk.cloud.catalog.read { try $0.backups(policy: copy.id) }
    #expect(replicas.count == 3 && replicas.contains { $0.drill?.passed == true })
    // The newest two, and the newest of each of three days.
    let kept = try desk.cloud.catalog.read { try $0.backups(policy: fill.id) }
    #expect((3...4).contains(kept.count) && kept.allSatisfy { $0.verifiedAt != nil })
  }

  @Test("Automatic once: neither a deleted replica, nor a new policy, nor another vault brings it back (S21–S23)")
  func once() async throws {
    let desk = try await PolicyStage()
    let backup = try #require(try await desk.backUpAll().first)
    await desk.cloud.letGo()
    let policy = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4")
    try await desk.agent(at: PolicyStage.day(1))
    let replica = try #require(try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.first)
    _ = try await desk.cloud.delete(DeletionRequest(kind: .backup, ids: [replica.id]), by: desk.cloud.requester)
    try await desk.agent(at: PolicyStage.day(2))
    let second = try #require(try await desk.cloud.runs(of: policy.id, limit: 1).first)
    #expect(second.counts == PolicyRunCounts(skipped: 1) && second.status == .success)
    #expect(try await desk.cloud.items(of: second.id).map(\.code) == ["auto-once"])

    try await desk.cloud.deletePolicy(policy.id, by: desk.cloud.requester)
    let vault = try await desk.cloud.makeVault("other", desk.target.region, .replication)
    _ = try await desk.cloud.delete(DeletionRequest(kind: .vault, ids: [desk.target.id]), by: desk.cloud.requester)
    let fresh = try await desk.cloud.createPolicy(
      PolicyRequest(
        name: "fresh", operation: .replication, schedule: "FREQ=DAILY;BYHOUR=4", timeZone: "UTC",
        destination: Destination(region: vault.region, vault: vault.id)), by: desk.cloud.requester)
    _ = try await desk.cloud.applyPolicy(
      fresh.id, to: PolicyVault(vault: desk.source.id), removing: false, by: desk.cloud.requester)
    // The catalog is lost: what is left is the note in the source region's store.
    await desk.cloud.letGo()
    for suffix in ["", "-wal", "-shm"] { unlink(desk.stage.home.catalogPath(EngineStage.context) + suffix) }
    let later = try desk.stage.open(clock: desk.clock)
    let outcome = try await later.runPolicy(fresh.id, by: later.requester)
    #expect(outcome.tasks.isEmpty && outcome.skipped.map(\.code) == [.autoOnce])
    #expect(outcome.refused.map(\.code) == [.nothingEligible])
    // By hand it goes.
    let byHand = try await later.replicateVault(
      desk.source.id, to: Destination(region: vault.region, vault: vault.id), by: later.requester)
    #expect(byHand.tasks.map { $0.source?.id } == [backup.id])
    #expect(try await later.finish(Admission(tasks: byHand.tasks)).map(\.status) == [.success])
    await later.letGo()
  }

  @Test("A failure leaves the chance; retries are counted, name their cause, and are bounded (S22)")
  func retries() async throws {
    let desk = try await PolicyStage()
    let backup = try #require(try await desk.backUpAll().first)
    await desk.cloud.letGo()
    let policy = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4")
    func attempt() async throws -> VaultReplication {
      let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
      for task in outcome.tasks { try fail(task, in: desk.cloud) }
      try await desk.cloud.settleRuns()
      return outcome
    }
    for number in 0...RuleBook.retryLimit {
      let task = try #require(try await attempt().tasks.first)
      #expect(task.retries == number && task.trigger == .policy)
      #expect(number == 0 ? task.note == nil : task.note == "Retry \(number) of an earlier failure: the disk is gone")
    }
    let last = try await attempt()
    #expect(last.tasks.isEmpty && last.skipped.map(\.code) == [.retryLimit])
    let failed = try await desk.cloud.runs(of: policy.id, limit: 10).filter { $0.status == .failed }
    #expect(failed.count == RuleBook.retryLimit + 1)
    // The operator's retry is the same policy's success, and uses up the chance.
    let task = try #require(
      try desk.cloud.catalog.read { try $0.lastPolicyTask(source: backup.id, region: desk.target.region) })
    let again = try await desk.cloud.steer(task.id, .retry, by: desk.cloud.requester)
    #expect(try await desk.cloud.finish(Admission(tasks: [again])).map(\.status) == [.success])
    #expect(try desk.cloud.catalog.read { try $0.ledgerEntry(backup: backup.id, region: desk.target.region) } != nil)
    #expect(try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.count == 1)
    await desk.cloud.letGo()
  }

  /// Ends a task that nobody moves as if it had failed.
  private func fail(_ task: CloudTask, in cloud: EmbeddedCloud) throws {
    cloud.premises.keepTarget(of: task)
    try cloud.catalog.write(durable: true) { transaction in
      guard var row = try transaction.task(task.id) else { return }
      row.end(.failed, error: "the disk is gone", at: cloud.premises.clock.now)
      try transaction.put(row)
      try transaction.removeTarget(of: row)
    }
  }

  @Test("Missed runs are made up for by one, or left out, by the policy's choice (point 4)")
  func missed() async throws {
    let desk = try await PolicyStage()
    let once = try await desk.policy("once", .backup, "FREQ=DAILY;BYHOUR=4")
    let skip = try await desk.policy("skip", .backup, "FREQ=DAILY;BYHOUR=4", missed: .skip)
    try await desk.agent(at: PolicyStage.day(1, hour: 3))
    // Five days without an agent.
    try await desk.agent(at: PolicyStage.day(6, hour: 9))
    try await desk.agent(at: PolicyStage.day(6, hour: 10))
    let made = try await desk.cloud.runs(of: once.id, limit: 10)
    #expect(made.map(\.status) == [.success, .success])
    #expect(made.first?.note?.contains("5 runs were missed") == true && made.last?.note == nil)
    let left = try await desk.cloud.runs(of: skip.id, limit: 10)
    #expect(left.map(\.status) == [.skipped, .success])
    #expect(left.first?.note?.hasPrefix("No agent was running") == true)
    #expect(try desk.cloud.catalog.read { try $0.backups(policy: skip.id) }.count == 1)
  }

  @Test("A backup run that still goes on skips the next, and says so; then it goes on (point 3)")
  func overlap() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4,6,8")
    desk.clock.set(PolicyStage.day(1, hour: 3))
    await desk.cloud.policyRound()
    desk.clock.set(PolicyStage.day(1, hour: 5))
    await desk.cloud.policyRound()
    let runs = try await desk.cloud.runs(of: policy.id, limit: 10)
    #expect(runs.map(\.status) == [.skipped, .running])
    #expect(runs.first?.note == "The run of 2026-03-23 04:00 +01:00 still goes on: 1 of its tasks have not ended.")
    await desk.cloud.runUntilIdle()
    try await desk.agent(at: PolicyStage.day(1, hour: 7))
    #expect(try await desk.cloud.runs(of: policy.id, limit: 10).map(\.status) == [.success, .skipped, .success])
  }

  @Test("Two agents at once: each time of a policy is run by one of them (point 4, S24)")
  func agents() async throws {
    let desk = try await PolicyStage(servers: 2)
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4")
    let other = try desk.stage.open(clock: desk.clock)
    for day in 1...5 {
      desk.clock.set(PolicyStage.day(day))
      async let first = desk.cloud.policyRound()
      async let second = other.policyRound()
      _ = await (first, second)
      async let one: Void = desk.cloud.runUntilIdle()
      async let two: Void = other.runUntilIdle()
      _ = await (one, two)
      await desk.cloud.policyRound()
      await other.policyRound()
    }
    let runs = try await desk.cloud.runs(of: policy.id, limit: 100)
    #expect(runs.count == 5 && runs.allSatisfy { $0.status == .success && $0.counts.done == 2 })
    #expect(try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.count == 10)
  }

  @Test("Policies stand in the context's file as they were made, and a lost catalog loses none (P23)")
  func file() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy(
      "copy", .replication, "FREQ=DAILY;INTERVAL=3;BYHOUR=2,14;BYMINUTE=15",
      retention: Retention(last: 3, days: 30, daily: 7, weekly: 4, monthly: 12, yearly: 2), missed: .skip)
    let read = try ContextFiles(home: desk.stage.home).load(EngineStage.context)
    #expect(read.policies == [policy])
    #expect(try await desk.cloud.policies().map(\.policy) == [policy])
    let refused = await #expect(throws: Refused.self) {
      try await desk.cloud.applyPolicy(
        policy.id, to: PolicyVault(vault: desk.target.id), removing: false, by: desk.cloud.requester)
    }
    #expect(refused?.refusals.map(\.code) == [.replicationVaultSource, .sameRegion])
  }
}
