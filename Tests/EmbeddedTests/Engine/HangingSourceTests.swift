import Catalog
import Foundation
import Replication
import Synchronization
import Testing

@testable import Embedded

/// Point 14 on a source whose reads really do not return: the movers' threads hang in them, only the clock is moved by
/// hand.
@Suite struct HangingSourceTests {
  private static let second: UInt64 = 1_000_000_000

  /// A running replication of which some reads passed and the others hang.
  private struct Hanging {
    let stage: EngineStage
    let cloud: EmbeddedCloud
    let clock = SteppingClock()
    let calls: HangingCalls
    let source: Backup
    let id: String

    init(after passing: Int) async throws {
      stage = try EngineStage()
      let maker = try stage.openWithRegions()
      source = try await maker.makeBackup(stage, mebibytes: 12)
      _ = try await maker.makeVault("dst", EngineStage.regions[1], .replication)
      await maker.letGo()
      calls = HangingCalls(store: stage.storePath(EngineStage.regions[0]), after: passing)
      cloud = try stage.open(clock: clock, calls: calls)
      let admission = try await cloud.createReplicas(
        [ReplicaRequest(backup: source.id, destination: Destination(region: EngineStage.regions[1]))],
        by: cloud.requester)
      id = try #require(admission.tasks.first?.id)
      cloud.startMoving()
    }

    var row: CloudTask {
      get throws { try #require(try cloud.catalog.task(id)) }
    }

    /// Lets time pass until its row is as asked; what is still on its way to the hanging disk shows life meanwhile.
    func pass(_ seconds: UInt64, until condition: (CloudTask) -> Bool) async throws {
      while try !condition(row) {
        if calls.hangs { clock.sleep(nanoseconds: seconds * HangingSourceTests.second) }
        await cloud.crew.look(for: id)
      }
    }

    /// The replica is there, whole.
    func expectReplica(by cloud: EmbeddedCloud) async throws {
      let target = try #require(try row.target?.id)
      #expect(try cloud.catalog.backup(target)?.status == .available)
      let store = try cloud.premises.stores.readable(EngineStage.regions[1])
      #expect(try store.verifyAll(observer: Quiet()) == [])
      let stored = try #require(try store.backup(target))
      let path = stage.folder + "/out"
      _ = try store.restore(stored.disks[0], to: path, observer: Quiet())
      #expect(try stage.sha256(path) == stage.sha256(stage.folder + "/disks/web-01-s.img"))
    }
  }

  @Test(
    "Point 14: a source that hangs is said, given up, tried again after a pause, and the copy ends when it answers",
    arguments: [0, 3])
  func triedAgain(after passing: Int) async throws {
    let hanging = try await Hanging(after: passing)
    try await hanging.pass(31) { $0.phase == .stalled }
    let said = try hanging.row
    #expect(said.status == .running)
    #expect(said.error?.contains("No byte has moved for") == true, "\(said)")
    // Given up, it still waits for the call that does not return.
    try await hanging.pass(121) { _ in hanging.cloud.crew.state.withLock { $0.active[hanging.id]?.givenUp != nil } }
    #expect(try hanging.row.status == .running && hanging.cloud.crew.moving == [hanging.id])
    hanging.calls.release()
    let back = try await hanging.cloud.wait(for: hanging.id) { $0.status == .waiting }
    #expect(back.error?.contains("No byte has moved for") == true, "\(back)")
    while !hanging.cloud.crew.moving.isEmpty { await hanging.cloud.crew.look(for: "nobody") }
    // The clock stands, so the pause before the next attempt does not end by itself.
    await hanging.cloud.crew.look(for: "nobody")
    let next = hanging.cloud.crew.state.withLock { $0.setbacks.nextDue(after: hanging.clock.uptime) }
    let due = try #require(next)
    #expect(try due - hanging.clock.uptime >= Self.second && hanging.row.status == .waiting)
    hanging.clock.sleep(nanoseconds: 60 * Self.second)
    hanging.cloud.crew.nudge()
    let ended = try await hanging.cloud.wait(for: hanging.id) { $0.status.hasEnded }
    #expect(ended.status == .success && ended.error == nil, "\(ended)")
    #expect((ended.bytesTransferred ?? .max) <= hanging.source.size + 64 << 20)
    try await hanging.expectReplica(by: hanging.cloud)
    await hanging.cloud.letGo()
  }

  @Test("Point 14: a source that answers again before it is given up goes on where it was, and says no more")
  func answers() async throws {
    let hanging = try await Hanging(after: 2)
    try await hanging.pass(31) { $0.phase == .stalled }
    hanging.calls.release()
    let ended = try await hanging.cloud.wait(for: hanging.id) { $0.status.hasEnded }
    #expect(ended.status == .success && ended.error == nil && ended.retries == 0, "\(ended)")
    try await hanging.expectReplica(by: hanging.cloud)
    await hanging.cloud.letGo()
  }

  @Test("Point 14: a program that leaves does not wait for a source that hangs; who comes later ends the copy")
  func left() async throws {
    let hanging = try await Hanging(after: 1)
    try await hanging.pass(31) { $0.phase == .stalled }
    await hanging.cloud.letGo()
    #expect(hanging.calls.hangs && hanging.cloud.crew.moving == [hanging.id])
    // As long as the call hangs the task is held, so that nobody else writes for it.
    let later = try hanging.stage.open()
    #expect(try later.premises.claims.take(hanging.id) == nil)
    hanging.calls.release()
    _ = try await later.wait(for: hanging.id) { $0.status == .waiting }
    later.startMoving()
    let ended = try await later.waitForEnd(of: [hanging.id])
    #expect(ended.map(\.status) == [.success], "\(ended)")
    try await hanging.expectReplica(by: later)
    await later.letGo()
  }
}
