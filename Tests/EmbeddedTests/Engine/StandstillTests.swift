import Catalog
import Foundation
import Replication
import Synchronization
import Testing

@testable import Embedded

/// Transfers in which nothing moves (point 14), on a clock that stands still.
@Suite struct StandstillTests {
  private static let second: UInt64 = 1_000_000_000

  @Test("No sign of life is said after a while and given up later; a sign, or waiting for a turn, begins anew")
  func judged() {
    var watch = Standstill()
    let steps: [(signs: UInt64, waits: Bool, at: UInt64, Standstill.Verdict)] = [
      (0, false, 0, .moves), (0, false, 29, .moves), (0, false, 30, .stands(seconds: 30)),
      (0, false, 119, .stands(seconds: 119)), (0, false, 120, .givesUp(seconds: 120)), (1, false, 121, .moves),
      (1, false, 150, .moves), (1, false, 151, .stands(seconds: 30)), (1, true, 152, .moves), (1, true, 900, .moves),
      (1, false, 929, .moves), (1, false, 930, .stands(seconds: 30)),
    ]
    for step in steps {
      #expect(
        watch.judge(signs: step.signs, isWaiting: step.waits, at: step.at * Self.second) == step.3, "at \(step.at) s")
    }
  }

  @Test("Each setback makes the next pause longer, up to a minute; an operator's wish makes it none")
  func setbacks() {
    var setbacks = Setbacks()
    var now: UInt64 = 0
    var pauses: [Double] = []
    for _ in 0..<10 {
      setbacks.note("t", at: now)
      #expect(!setbacks.isDue("t", at: now))
      guard let due = setbacks.nextDue(after: now) else { return }
      pauses.append(Double(due - now) / 1e9)
      #expect(setbacks.isDue("t", at: due))
      now = due
    }
    #expect(pauses == [0.25, 0.5, 1, 2, 4, 8, 16, 32, 60, 60])
    #expect(setbacks.isDue("other", at: 0))
    setbacks.note("t", at: now, weight: 20)
    setbacks.forget("t")
    #expect(setbacks.isDue("t", at: now) && setbacks.count("t") == 0)
    setbacks.note("t", at: 0, weight: 20)
    #expect(setbacks.nextDue(after: 0) == 5 * Self.second)
  }

  /// A replication that is running as far as the catalog knows, and whose mover shows no sign of life.
  private func standing() async throws -> (EngineStage, EmbeddedCloud, Assignment, SteppingClock) {
    let stage = try EngineStage()
    let maker = try stage.openWithRegions()
    let backup = try await maker.makeBackup(stage, mebibytes: 1)
    await maker.letGo()
    _ = try await maker.makeVault("dst", EngineStage.regions[1], .replication)
    let admission = try await maker.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: maker.requester)
    let clock = SteppingClock()
    let cloud = try stage.open(clock: clock)
    let task = try #require(admission.tasks.first)
    try cloud.catalog.write(durable: false) { transaction in
      var row = task
      (row.status, row.phase) = (.running, .writing)
      try transaction.put(row)
    }
    let claim = try #require(try cloud.premises.claims.take(task.id))
    return (stage, cloud, Assignment(task: task, claim: claim), clock)
  }

  @Test("A transfer that stands still says so in its row, and says no more once it moves (point 14)")
  func said() async throws {
    let (stage, cloud, assignment, clock) = try await standing()
    defer { withExtendedLifetime(stage) {} }
    let id = assignment.task.id
    try cloud.crew.watch([assignment])
    #expect(try cloud.catalog.task(id)?.error == nil)
    clock.sleep(nanoseconds: 40 * Self.second)
    try cloud.crew.watch([assignment])
    let row = try #require(try cloud.catalog.task(id))
    #expect(row.status == .running && row.phase == .stalled)
    #expect(row.error?.hasPrefix("No byte has moved for 40 s from ap-southeast-1 to ap-southeast-2.") == true)
    #expect(assignment.stopped == nil)
    assignment.note(TransferProgress(phase: .writing, logicalDone: 1, logicalTotal: 9, crossed: 1))
    try cloud.crew.watch([assignment])
    #expect(try cloud.catalog.task(id)?.error == nil)
  }

  @Test("It is given up and tried again with growing pauses, then left to the operator with its cause (point 14)")
  func triedAgain() async throws {
    let (stage, cloud, assignment, clock) = try await standing()
    defer { withExtendedLifetime(stage) {} }
    let task = assignment.task
    for attempt in 1...(Setbacks.limit + 1) {
      try cloud.catalog.write(durable: false) { transaction in
        var row = try #require(try transaction.task(task.id))
        (row.status, row.error) = (.running, nil)
        try transaction.put(row)
      }
      let assignment = Assignment(task: task, claim: assignment.claim)
      try cloud.crew.watch([assignment])
      clock.sleep(nanoseconds: 121 * Self.second)
      try cloud.crew.watch([assignment])
      #expect(assignment.stopped == .handedOver)
      let mover = Mover(premises: cloud.premises, assignment: assignment)
      // The blocked call returns at last; the transfer stops at its next chunk.
      let outcome = mover.outcome(of: TransferStopped.handedOver)
      try mover.settle(outcome)
      cloud.crew.dismiss(assignment, outcome)
      let row = try #require(try cloud.catalog.task(task.id))
      #expect(row.error?.contains("No byte has moved for 121 s") == true)
      #expect(row.status == (attempt <= Setbacks.limit ? .waiting : .interrupted))
      let due = cloud.crew.state.withLock { $0.setbacks.nextDue(after: clock.uptime) }
      #expect((due == nil) == (attempt > Setbacks.limit))
    }
    // Target, lock and what is verified stay, and the operator resumes (S29).
    #expect(try cloud.catalog.backup(task.target?.id ?? "") != nil)
    #expect(try !cloud.hasUnfinishedTasks())
  }
}
