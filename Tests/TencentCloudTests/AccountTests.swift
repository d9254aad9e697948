import Catalog
import CloudSupport
import CloudWire
import Foundation
import Replication
import TencentCloud
import Testing

@Suite("An account of Tencent Cloud (issue 6, point 4)")
struct AccountTests {
  @Test("A refresh brings regions and snapshots of all of them into one list; finance regions by their own host")
  func refresh() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let regions = try stage.catalog.regions()
    #expect(regions.map(\.id) == TencentStage.regions)
    #expect(regions.last?.zone == .finance)
    #expect(regions.allSatisfy { $0.refreshedAt != nil && $0.unreachable == nil && !$0.canReplicate })
    let source = try #require(try stage.catalog.snapshot("snap-source01"))
    #expect(source.disk == NamedReference(id: "disk-data", name: "orders"))
    #expect(source.size == 50 << 30)
    // Ten o'clock in China.
    #expect(source.createdAt == Date(timeIntervalSince1970: 1_716_170_400))
    #expect(try stage.catalog.snapshot("snap-system01")?.usage == .system)
    let finance = stage.stage.asked.filter { $0.region == "ap-shanghai-fsi" }
    #expect(!finance.isEmpty && finance.allSatisfy { $0.host == "cbs.ap-shanghai-fsi.tencentcloudapi.com" })
  }

  @Test("Lists longer than a page arrive whole; what is gone at the cloud goes here")
  func pages() async throws {
    let rows = (1...250).map { number in
      TencentStage.Row(id: "snap-many\(number)", region: "ap-shanghai", name: "n\(number)")
    }
    let stage = try AccountStage(rows: rows)
    try await stage.account.refresh()
    #expect(try stage.catalog.counts(Scope()).snapshots == 250)
    stage.stage.remove("snap-many77")
    try await stage.account.refresh()
    #expect(try stage.catalog.counts(Scope()).snapshots == 249)
    #expect(try stage.catalog.snapshot("snap-many77") == nil)
  }

  @Test("A region out of reach is its row's state; what was read before stays")
  func unreachableRegion() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("DescribeSnapshots", in: "ap-singapore", .refused, times: 10)
    try await stage.account.refresh()
    let region = try stage.catalog.regions().first { $0.id == "ap-singapore" }
    #expect(region?.unreachable?.contains("cannot be reached") == true)
    #expect(try stage.catalog.snapshot("snap-elsewher") != nil)
    #expect(try stage.catalog.regions().first { $0.id == "ap-shanghai" }?.unreachable == nil)
  }

  @Test("Where the region service may not be asked, CVM's list and the built-in one answer (§2)")
  func regionLists() async throws {
    let stage = try AccountStage()
    stage.stage.trap("DescribeRegions", .fault("UnauthorizedOperation", "no"), times: 3)
    try await stage.account.refresh()
    #expect(try stage.catalog.regions().count > 15)
    #expect(stage.stage.count("DescribeRegions") == 3)
  }

  @Test("Expired credentials end a refresh with a sentence, and no list is lost")
  func expired() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("DescribeRegions", .fault("AuthFailure.TokenFailure", "Token error."))
    let error = await #expect(throws: TencentError.self) { try await stage.account.refresh() }
    #expect(error?.explanation.code == "credentials-refused")
    #expect(try stage.catalog.snapshot("snap-source01") != nil)
  }

  @Test("A copy has its id at once, locks its source, moves with the cloud and ends as Normal (S36, S54, S70)")
  func copyToTheEnd() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let task = try #require(try await stage.copy(name: "dr copy").tasks.first)
    let target = try #require(task.target)
    #expect(target.id == "snap-made0001")
    #expect(try stage.catalog.snapshot("snap-source01")?.copyingTo == ["ap-singapore"])
    #expect(try stage.catalog.snapshot("snap-source01")?.locked == true)
    #expect(try stage.catalog.snapshot(target.id)?.source == SourceLink(id: "snap-source01", region: "ap-shanghai"))
    stage.stage.change(target.id) { $0.percent = 40 }
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.percent == 40)
    #expect(try stage.catalog.snapshot(target.id)?.percent == 40)
    stage.stage.change(target.id) { ($0.state, $0.percent) = ("CHECKING_COPIED", 100) }
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.status == .running)
    #expect(try stage.catalog.task(task.id)?.phase == .verifying)
    stage.stage.finish(copy: target.id)
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.status == .success)
    #expect(try stage.catalog.snapshot(target.id)?.state == .normal)
    #expect(try stage.catalog.snapshot("snap-source01")?.locked == false)
  }

  @Test("Several regions are one request, and each has its own outcome (S47)")
  func partialFailure() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.limit("ap-hongkong", to: 0)
    let admission = try await stage.copy(to: ["ap-singapore", "ap-hongkong"])
    #expect(admission.tasks.map { $0.target?.region } == ["ap-singapore"])
    #expect(admission.refused.map(\.code) == [.snapshotQuota])
    #expect(admission.refused.first?.region == "ap-hongkong")
    #expect(admission.refused.first?.message.contains("InsufficientSnapshotQuota") == true)
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 1)
  }

  @Test("Rules that can be known refuse before anything is sent (point 6)")
  func rules() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let finance = try await stage.copy(to: ["ap-shanghai-fsi"])
    #expect(finance.refused.map(\.code) == [.financeZone])
    #expect(try await stage.copy("snap-system01").refused.map(\.code) == [.systemDiskSnapshot])
    // 31 emoji are 31 scalars, but 62 units of UTF-16.
    let long = try await stage.copy(name: String(repeating: "🦉", count: 31))
    #expect(long.refused.map(\.code) == [.snapshotNameLength])
    #expect(try await stage.copy("snap-nowhere0").refused.map(\.code) == [.unknownID])
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 0)
  }

  @Test("The source is read anew before it is copied: what is busy or gone by now is refused (S34)")
  func sourceChanged() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.change("snap-source01") { $0.state = "ROLLBACKING" }
    #expect(try await stage.copy().refused.map(\.code) == [.snapshotState])
    stage.stage.remove("snap-source02")
    #expect(try await stage.copy("snap-source02").refused.map(\.code) == [.unknownID])
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 0)
  }

  @Test(
    "The cloud's refusals come back as our rules with its code, words and the request's id",
    arguments: [
      ("InsufficientSnapshotQuota", RefusalCode.snapshotQuota), ("InvalidSnapshotId.NotFound", .unknownID),
      ("ResourceInUse.CopySnapshotConflict", .copyInProgress), ("InvalidSnapshot.NotSupported", .snapshotState),
      ("UnsupportedOperation", .betaNotGranted), ("UnsupportedRegion", .regionUnsupported),
      ("UnsupportedOperation.SnapshotNotSupportCopy", .snapshotState), ("ResourceBusy", .snapshotState),
    ])
  func cloudRules(_ code: String, _ rule: RefusalCode) async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .fault(code, "because"))
    let refused = try await stage.copy().refused
    #expect(refused.map(\.code) == [rule])
    #expect(refused.first?.message == "ap-singapore: \(code): because (request req-1).")
  }

  @Test("An account without the beta is tried once, and the answer kept for an hour (S30)")
  func beta() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    #expect(stage.account.profile.betaGranted)
    stage.stage.trap("CopySnapshotCrossRegions", .fault("UnsupportedOperation", "not enabled"))
    #expect(try await stage.copy().refused.map(\.code) == [.betaNotGranted])
    #expect(!stage.account.profile.betaGranted)
    #expect(try await stage.copy().refused.map(\.code) == [.betaNotGranted])
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 1)
    try await stage.wait(3_601)
    #expect(try await stage.copy().tasks.count == 1)
  }

  @Test("What no rule of ours says is an error with the cloud's words")
  func forbidden() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .fault("UnauthorizedOperation", "not authorized"))
    let error = await #expect(throws: TencentError.self) { try await stage.copy() }
    #expect(error?.explanation.code == "not-permitted")
    #expect(error?.explanation.next.contains("cbs:CopySnapshotCrossRegions") == true)
  }

  @Test("Throttling is waited out, for a copy too: nothing was done")
  func throttled() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CopySnapshotCrossRegions", .fault("RequestLimitExceeded", "frequency limit"))
    #expect(try await stage.copy().tasks.count == 1)
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 2)
  }

  @Test("A snapshot is taken of a disk found by its name, and followed")
  func create() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let admission = try await stage.account.createSnapshot(
      SnapshotRequest(disk: "orders", name: "before upgrade"), by: stage.requester)
    let task = try #require(admission.tasks.first)
    let id = try #require(task.target?.id)
    #expect(try stage.catalog.snapshot(id)?.state == .creating)
    stage.stage.change(id) { ($0.state, $0.percent) = ("NORMAL", 100) }
    try await stage.account.poll()
    #expect(try stage.catalog.task(task.id)?.status == .success)
    let missing = try await stage.account.createSnapshot(SnapshotRequest(disk: "nobody"), by: stage.requester)
    #expect(missing.refused.map(\.code) == [.unknownID])
  }

  @Test("A disk is made of a snapshot in its zone, once also when an answer is lost")
  func disk() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.trap("CreateDisks", .lostAnswer)
    let ids = try await stage.account.createDisk(
      DiskWish(snapshot: "snap-elsewher", name: "restored"), by: stage.requester)
    #expect(ids.count == 1)
    let asked = stage.stage.asked.filter { $0.action == "CreateDisks" }
    #expect(asked.count == 2 && asked[0].body == asked[1].body)
    #expect(asked[0].region == "ap-singapore")
    #expect(asked[0].body.contains(#""DiskType":"CLOUD_PREMIUM""#))
    #expect(asked[0].body.contains(#""Placement":{"Zone":"ap-singapore-1"}"#))
    await #expect(throws: Refused.self) {
      try await stage.account.createDisk(DiskWish(snapshot: "snap-nowhere0", name: "x"), by: stage.requester)
    }
  }

  @Test("A dry run shows the request without its signature and changes nothing (point 7)")
  func dryRun() async throws {
    let log = RequestLog()
    let stage = try AccountStage(dryRun: log)
    try await stage.account.refresh()
    let error = await #expect(throws: TencentError.self) { try await stage.copy(name: "dr") }
    #expect(error?.isWithheld == true)
    let text = try #require(log.transcripts.first?.text)
    #expect(text.contains(#"{"DestinationRegions":["ap-singapore"],"SnapshotId":"snap-source01","SnapshotName":"dr"}"#))
    #expect(text.contains("X-TC-Action: CopySnapshotCrossRegions"))
    #expect(!text.contains("hidden-secret"))
    #expect(stage.stage.count("CopySnapshotCrossRegions") == 0)
  }
}
