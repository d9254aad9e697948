import CloudSupport
import CloudWire
import Foundation
import Testing

/// A live account of Tencent Cloud by command line, against a server on loopback (issue 6).
@Suite(.serialized, .ownThreads)
struct TencentCommandTests {
  private static let keys = ["TENCENTCLOUD_SECRET_ID": "AKIDexample", "TENCENTCLOUD_SECRET_KEY": "example-secret-key"]

  /// A home with a context `tc` on a stage, and the server that plays it.
  private static func account(_ stage: TencentStage) async throws -> (CommandHome, LoopbackServer) {
    let server = try await LoopbackServer { await stage.reply(to: $0) }
    let home = try CommandHome()
    var arguments = ["contexts", "add", "tc", "--provider", "tencent"]
    for service in ["cbs", "cvm", "region"] { arguments += ["--endpoint", "\(service)=\(server.url)"] }
    let added = try home.start(arguments, environment: keys).wait()
    #expect(added.status == 0, "\(added.errors)")
    return (home, server)
  }

  private static func run(_ home: CommandHome, _ arguments: String...) throws -> FinishedProcess {
    try home.start(["--context", "tc"] + arguments, environment: keys).wait(seconds: 120)
  }

  @Test("Lists all regions, copies to two of them, waits, and sees the copies (S47, S54, S56)")
  func copy() async throws {
    let stage = TencentStage()
    stage.moveWhenLookedAt()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let listed = try Self.run(home, "snapshots", "list", "--json")
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(Set(listed.json.items.map { $0["region"].text }) == ["ap-shanghai", "ap-singapore"])
    let plan = try Self.run(
      home, "snapshots", "copy", "snap-source01", "--to", "ap-singapore,ap-hongkong", "--plan", "--json")
    #expect(plan.status == 0 && plan.json["traffic"].amount == Double(100 << 30), "\(plan.output)")
    let done = try Self.run(
      home, "snapshots", "copy", "snap-source01", "--to", "ap-singapore,ap-hongkong", "--name", "dr", "--wait",
      "--json")
    #expect(done.status == 0, "\(done.output) \(done.errors)")
    #expect(done.json["tasks"].items.map { $0["status"].text } == ["success", "success"])
    #expect(stage.count("CopySnapshotCrossRegions") == 1)
    let copies = try Self.run(home, "snapshots", "list", "--region", "ap-hongkong", "--json").json.items
    #expect(copies.map { $0["state"].text } == ["NORMAL"])
    #expect(copies.first?["source"]["id"].text == "snap-source01")
    let lag = try Self.run(home, "lag", "--region", "ap-hongkong", "--json")
    let line = try #require(lag.json.items.first, "\(lag.output)")
    #expect(lag.status == 0 && line["resource"]["id"].text == "disk-data" && line["copiedDataAt"].text != "")
  }

  @Test("One of two regions refuses: the other is copied, and the exit status says refused (S18)")
  func partial() async throws {
    let stage = TencentStage()
    stage.moveWhenLookedAt()
    stage.limit("ap-hongkong", to: 0)
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let done = try Self.run(
      home, "snapshots", "copy", "snap-source01", "--to", "ap-singapore", "--to", "ap-hongkong", "--wait", "--json")
    #expect(done.status == 2, "\(done.output) \(done.errors)")
    #expect(done.codes == ["snapshot-quota"])
    #expect(done.json["tasks"].items.map { $0["status"].text } == ["success"])
    #expect(done.output.contains("InsufficientSnapshotQuota"))
  }

  @Test("A dry run prints the one request for both regions, sends none, and shows no secret")
  func dryRun() async throws {
    let stage = TencentStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let shown = try Self.run(
      home, "snapshots", "copy", "snap-source01", "--to", "ap-singapore,ap-hongkong", "--dry-run", "--json")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.json["requests"].items.count == 1)
    #expect(shown.output.contains("CopySnapshotCrossRegions"))
    #expect(stage.count("CopySnapshotCrossRegions") == 0)
    #expect(!shown.output.contains("example-secret-key"))
  }

  @Test("The check names the permission that is missing; what is refused keeps the vendor's code")
  func check() async throws {
    let stage = TencentStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let good = try Self.run(home, "contexts", "check", "tc", "--json")
    #expect(good.status == 0, "\(good.output)")
    stage.trap("DescribeDisks", .fault("UnauthorizedOperation", "not authorized"), times: 4)
    let bad = try Self.run(home, "contexts", "check", "tc", "--json")
    #expect(bad.status == 1)
    #expect(bad.output.contains("cbs:DescribeDisks") && !bad.output.contains("example-secret-key"))
    stage.trap("CopySnapshotCrossRegions", .fault("UnsupportedOperation", "no beta"))
    let refused = try Self.run(home, "snapshots", "copy", "snap-source01", "--to", "ap-singapore", "--json")
    #expect(refused.status == 2 && refused.codes == ["beta-not-granted"])
  }

  @Test("A snapshot is taken of a disk of the account, and a disk made of a snapshot")
  func create() async throws {
    let stage = TencentStage()
    stage.moveWhenLookedAt()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let made = try Self.run(home, "snapshots", "create", "--disk", "orders", "--name", "before upgrade", "--json")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.json["state"].text == "NORMAL")
    let disk = try Self.run(home, "disks", "create", "restored", "--snapshot", "snap-source01", "--json")
    #expect(disk.status == 0, "\(disk.errors)")
    #expect(disk.json["disks"].items.count == 1)
  }
}
