import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Whoever works the queue off ends the runs; a run is cancelled as one thing (issue 5, points 1 and 4).
@Suite struct RunEndingTests {
  @Test("A process that only moves tasks, as a console does, ends the run, applies retention, and drills")
  func withoutAgent() async throws {
    let desk = try await PolicyStage(servers: 2)
    let policy = try await desk.policy(
      "fill", .backup, "FREQ=DAILY;BYHOUR=4", retention: Retention(last: 1), drill: 100)
    for hour in 1...2 {
      desk.clock.set(PolicyStage.day(1, hour: hour))
      let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
      let run = try #require(outcome.run?.id)
      desk.cloud.startMoving()
      try await desk.ended(run)
      await desk.cloud.letGo()
      let counts = try #require(try desk.cloud.run(run)?.run.counts)
      #expect(counts == PolicyRunCounts(done: 2, deleted: hour == 1 ? 0 : 2, drilled: 2))
    }
    #expect(try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.count == 2)
  }

  @Test("A run whose tasks ended while nobody ended it is ended by the next start of a process that moves")
  func afterRestart() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4")
    let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
    let (run, task) = (try #require(outcome.run?.id), try #require(outcome.tasks.first))
    // The task ended in a process that died before it could end the run.
    try desk.cloud.catalog.write(durable: true) { transaction in
      guard var row = try transaction.task(task.id) else { return }
      row.end(.failed, error: "the disk is gone", at: desk.clock.now)
      try transaction.put(row)
    }
    let later = try desk.stage.open(clock: desk.clock)
    later.startMoving()
    try await desk.ended(run)
    await later.letGo()
    #expect(try later.run(run)?.run.status == .failed)
  }

  @Test("A run with nothing to do ends at once")
  func empty() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy("copy", .replication, "FREQ=DAILY;BYHOUR=4")
    let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
    #expect(outcome.refused.map(\.code) == [.nothingEligible])
    #expect(try desk.cloud.run(try #require(outcome.run?.id))?.run.endedAt != nil)
  }

  @Test("Cancelling a run cancels what has not ended of it, drills nothing, and ends it")
  func cancelled() async throws {
    let desk = try await PolicyStage(servers: 3)
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4", drill: 100)
    let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
    let run = try #require(outcome.run?.id)
    _ = try await desk.cloud.steer(try #require(outcome.tasks.first).id, .cancel, by: desk.cloud.requester)
    let deletion = try await desk.cloud.cancelRun(run, by: desk.cloud.requester)
    #expect(Set(deletion.done) == Set(outcome.tasks.dropFirst().map(\.id)) && deletion.refused.isEmpty)
    let found = try #require(try desk.cloud.run(run))
    #expect(found.run.endedAt != nil && found.tasks.count == 3)
    #expect(found.tasks.allSatisfy { $0.status == .cancelled })
    #expect(try desk.cloud.runs(startingWith: String(run.prefix(8)).uppercased()) == [run])
    let again = try await desk.cloud.cancelRun(run, by: desk.cloud.requester)
    #expect(again.done.isEmpty && again.refused.isEmpty)
  }

  @Test("A run that was cancelled deletes nothing, whatever its policy no longer keeps; the next run does")
  func cancelledRetention() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4")
    for hour in 1...2 {
      desk.clock.set(PolicyStage.day(1, hour: hour))
      _ = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
      await desk.cloud.runUntilIdle()
    }
    func held() throws -> Int { try desk.cloud.catalog.read { try $0.backups(policy: policy.id) }.count }
    #expect(try held() == 2)
    _ = try await desk.cloud.editPolicy(
      policy.id, PolicyRequest(retention: Retention(last: 1)), by: desk.cloud.requester)
    await desk.cloud.letGo()
    desk.clock.set(PolicyStage.day(1, hour: 3))
    let run = try #require(try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester).run?.id)
    _ = try await desk.cloud.cancelRun(run, by: desk.cloud.requester)
    let found = try #require(try desk.cloud.run(run)?.run)
    #expect(found.endedAt != nil && found.counts.deleted == 0)
    #expect(try held() == 2)
    desk.clock.set(PolicyStage.day(1, hour: 4))
    _ = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
    await desk.cloud.runUntilIdle()
    #expect(try held() == 1)
  }

  @Test("A run whose maker died is not gone on with once it was cancelled")
  func cutOff() async throws {
    let desk = try await PolicyStage()
    _ = try await desk.backUpAll()
    await desk.cloud.letGo()
    let run = PolicyRun(
      id: UUID().uuidString.lowercased(), policy: nil, operation: .replication, vaults: [desk.source.id],
      destination: desk.destination, trigger: .manual, requestedBy: desk.cloud.requester, startedAt: desk.clock.now)
    _ = try desk.cloud.catalog.write(durable: true) { try $0.claim(run) }
    _ = try await desk.cloud.cancelRun(run.id, by: desk.cloud.requester)
    let found = try #require(try desk.cloud.run(run.id))
    #expect(found.tasks.isEmpty && found.run.endedAt != nil)
    #expect(found.run.note == "Cancelled by \(desk.cloud.requester).")
    let audit = try desk.cloud.catalog.audit(limit: 100)
    #expect(audit.contains { $0.action == "cancel-run" && $0.subject == run.id && $0.outcome == "done" })
  }

  @Test("Cancelling a run whose tasks have all ended keeps its drills from being admitted")
  func beforeDrills() async throws {
    let desk = try await PolicyStage()
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4", drill: 100)
    let outcome = try await desk.cloud.runPolicy(policy.id, by: desk.cloud.requester)
    let (run, task) = (try #require(outcome.run?.id), try #require(outcome.tasks.first))
    // The task ended in a process that died before it could admit the drill.
    try desk.cloud.catalog.write(durable: true) { transaction in
      guard var row = try transaction.task(task.id) else { return }
      row.finish(at: desk.clock.now)
      try transaction.put(row)
    }
    let deletion = try await desk.cloud.cancelRun(run, by: desk.cloud.requester)
    #expect(deletion.done == [run] && deletion.refused.isEmpty)
    let found = try #require(try desk.cloud.run(run))
    #expect(found.run.endedAt != nil && found.run.cancelledAt != nil && found.tasks.map(\.id) == [task.id])
  }

  @Test("Whoever is admitting a run stops when somebody cancels it, and cancels what came too late")
  func whileAdmitting() async throws {
    let desk = try await PolicyStage(servers: 2)
    let policy = try await desk.policy("fill", .backup, "FREQ=DAILY;BYHOUR=4")
    let runner = PolicyRunner(
      premises: desk.cloud.premises, rules: try desk.cloud.premises.rules(), requester: desk.cloud.requester)
    let run = runner.newRun(policy, slot: nil, note: nil)
    _ = try desk.cloud.catalog.write(durable: true) { try $0.claim(run) }
    let lock = try #require(try desk.cloud.premises.claims.take(run.id))
    _ = try await desk.cloud.cancelRun(run.id, by: desk.cloud.requester)
    #expect(try desk.cloud.run(run.id)?.run.admittedAt == nil)
    let outcome = try runner.admit(run, policy: policy)
    lock.release(removing: true)
    #expect(outcome.tasks.isEmpty && outcome.run?.admittedAt != nil)
    try await desk.cloud.settleRuns()
    #expect(try desk.cloud.run(run.id)?.run.endedAt != nil)
  }

  @Test("A vault run by hand that fails on the way is not tried again, and says why")
  func givenUp() async throws {
    let desk = try await PolicyStage(servers: 2)
    _ = try await desk.backUpAll()
    await desk.cloud.letGo()
    let run = PolicyRun(
      id: UUID().uuidString.lowercased(), policy: nil, operation: .replication, vaults: [desk.source.id],
      destination: desk.destination, trigger: .manual, requestedBy: desk.cloud.requester, startedAt: desk.clock.now)
    _ = try desk.cloud.catalog.write(durable: true) { try $0.claim(run) }
    let store = desk.stage.storePath(desk.target.region)
    try FileManager.default.moveItem(atPath: store, toPath: store + "-away")
    for _ in 1...3 { try await desk.cloud.settleRuns() }
    let found = try #require(try desk.cloud.run(run.id))
    #expect(found.tasks.isEmpty && found.run.endedAt != nil && found.run.status == .failed)
    let items = try await desk.cloud.items(of: run.id)
    #expect(items.count == 1 && items.first?.message?.hasPrefix("Nothing more was admitted.") == true)
    #expect(!desk.cloud.notices.isEmpty)
  }

  @Test("What a run did with something stands once, however often it is noted")
  func once() async throws {
    let desk = try await PolicyStage()
    let item = PolicyRunItem(
      source: NamedReference(id: "x", name: "x"), region: "r", vault: "v", outcome: .skipped, code: "replica-exists")
    try desk.cloud.catalog.write(durable: true) { transaction in
      for _ in 1...3 { try transaction.add(item, to: "run") }
    }
    #expect(try await desk.cloud.items(of: "run") == [item])
  }
}

extension PolicyStage {
  /// Returns when a run has ended; fails where it does not within a minute.
  func ended(_ run: String) async throws {
    let cloud = cloud
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        let changes = cloud.catalog.changes()
        if try cloud.run(run)?.run.endedAt != nil { return }
        for await _ in changes {
          if try cloud.run(run)?.run.endedAt != nil { return }
        }
        throw CancellationError()
      }
      group.addTask {
        try await Task.sleep(for: .seconds(60))
        let counts = try cloud.run(run)?.run.counts
        Issue.record("The run \(run) has not ended within a minute: \(String(describing: counts)), \(cloud.notices)")
      }
      try await group.next()
    }
  }
}
