import Catalog
import CloudSupport
import CloudWire
import Replication
import TencentCloud
import Testing

@Suite("Copies whose answer is lost, that fail, or that others have started (issue 6, points 2 and 4)")
struct LostAnswerTests {
  @Test("The answer is lost after the work: the copy is found and followed, and asked for once")
  func lostAnswer() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .lostAnswer)
    let admission = try await stage.copy(to: ["ap-singapore", "ap-hongkong"])
    #expect(Set(admission.tasks.compactMap(\.target?.id)) == ["snap-made0001", "snap-made0002"])
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 1)
  }

  @Test("The request is lost before the work: only after looks at both sides it is sent once more")
  func lostRequest() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .lostRequest)
    let admission = try await stage.copy()
    #expect(admission.tasks.map(\.status) == [.running])
    let actions = stage.stage.asked.map(\.action)
    let posts = actions.indices.filter { actions[$0] == "CopySnapshotCrossRegions" }
    #expect(posts.count == 2)
    // Between the two: the destination at least once, and the source.
    #expect(actions[posts[0]..<posts[1]].count { $0 == "DescribeSnapshots" } >= 2)
  }

  @Test("An older copy of the same name is not taken for the new one")
  func olderCopy() async throws {
    let stage = try AccountStage()
    stage.stage.add(
      .init(
        id: "snap-older001", region: "ap-singapore", name: "Copied snap-source01 from ap-shanghai", isCopy: true))
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .lostAnswer)
    #expect(try await stage.copy().tasks.first?.target?.id == "snap-made0001")
    #expect(stage.stage.rows.count { $0.isCopy } == 2)
  }

  @Test("Where the destination cannot be looked at, nothing is sent again and the doubt is said")
  func doubt() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("DescribeSnapshots", in: "ap-singapore", .fault("UnauthorizedOperation", "no"), times: 100)
    stage.stage.trap("CopySnapshotCrossRegions", .lostAnswer)
    let task = try #require(try await stage.copy().tasks.first)
    #expect(task.status == .failed)
    #expect(task.error?.contains("not known") == true)
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 1)
  }

  @Test("A gateway's answer leaves the outcome open and is looked into as well")
  func gateway() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .gateway, times: 5)
    let task = try #require(try await stage.copy().tasks.first)
    #expect(task.status == .failed)
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 2)
  }

  @Test("A copy that vanishes has failed; the source is free again and the copy can be asked for once more")
  func vanished() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let task = try #require(try await stage.copy().tasks.first)
    let target = try #require(task.target?.id)
    stage.stage.remove(target)
    stage.stage.change("snap-source01") { $0.copyingTo = [] }
    try await stage.wait()
    try await stage.account.poll()
    // One look may come too early.
    #expect(try stage.catalog.task(task.id)?.status == .running)
    try await stage.account.poll()
    let failed = try #require(try stage.catalog.task(task.id))
    #expect(failed.status == .failed)
    #expect(failed.error?.contains("vanished") == true)
    #expect(try stage.catalog.snapshot(target) == nil)
    #expect(try stage.catalog.snapshot("snap-source01")?.locked == false)
    let again = try await stage.account.steer(task.id, .retry, by: stage.requester)
    #expect(again.status == .running)
  }

  @Test("A copy that stands still stays in flight: the cloud says that the source is still read")
  func stuck() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let task = try #require(try await stage.copy().tasks.first)
    stage.stage.remove(try #require(task.target?.id))
    for _ in 1...4 {
      try await stage.wait()
      try await stage.account.poll()
    }
    #expect(try stage.catalog.task(task.id)?.status == .running)
  }

  @Test("A copy started elsewhere shows, locks its source and ends (S36, S37)")
  func elsewhere() async throws {
    let stage = try AccountStage()
    stage.stage.change("snap-source02") { $0.copyingTo = ["ap-hongkong"] }
    stage.stage.add(
      .init(
        id: "snap-foreign1", region: "ap-hongkong", name: "theirs", state: "COPYING_FROM_REMOTE", percent: 30,
        isCopy: true))
    try await stage.account.refresh()
    let task = try #require(try stage.catalog.tasks(touching: "snap-source02", limit: 1).first)
    #expect(task.status == .running)
    #expect(try stage.catalog.snapshot("snap-source02")?.locked == true)
    #expect(try await stage.copy("snap-source02", to: ["ap-hongkong"]).refused.map(\.code) == [.copyInProgress])
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.target?.id == "snap-foreign1")
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.percent == 30)
    stage.stage.finish(copy: "snap-foreign1")
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.status == .success)
    #expect(try stage.catalog.snapshot("snap-source02")?.locked == false)
  }

  @Test("A bulk deletion leaves out what is locked or needed and does the rest (S36)")
  func deletion() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    _ = try await stage.copy()
    // The catalog does not know of this one yet.
    stage.stage.change("snap-source02") { $0.copyingTo = ["ap-hongkong"] }
    let deletion = try await stage.account.delete(
      DeletionRequest(
        kind: .snapshot, ids: ["snap-source01", "snap-source02", "snap-system01", "snap-elsewher"],
        confirmed: ["snap-source01", "snap-source02", "snap-system01", "snap-elsewher"]), by: stage.requester)
    #expect(Set(deletion.done) == ["snap-system01", "snap-elsewher"])
    #expect(Set(deletion.refused.compactMap(\.source)) == ["snap-source01", "snap-source02"])
    #expect(deletion.refused.allSatisfy { $0.code == .sourceLocked })
    #expect(try stage.catalog.snapshot("snap-system01") == nil)
  }

  @Test("A last copy is deleted only when confirmed, and a lost answer to a deletion is looked into")
  func lastCopy() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let unconfirmed = DeletionRequest(kind: .snapshot, ids: ["snap-source02"])
    #expect(try await stage.account.delete(unconfirmed, by: stage.requester).refused.map(\.code) == [.lastCopy])
    stage.stage.trap("DeleteSnapshots", .lostAnswer)
    let confirmed = DeletionRequest(kind: .snapshot, ids: ["snap-source02"], confirmed: ["nightly 2"])
    #expect(try await stage.account.delete(confirmed, by: stage.requester).done == ["snap-source02"])
  }
}
