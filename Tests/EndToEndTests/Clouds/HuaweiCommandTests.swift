import CloudSupport
import CloudWire
import Foundation
import Testing

/// A live account by command line, against a server on loopback (issue 6).
@Suite(.serialized, .ownThreads)
struct HuaweiCommandTests {
  private static let keys = ["HUAWEICLOUD_SDK_AK": "EXAMPLEAK", "HUAWEICLOUD_SDK_SK": "example-secret-key"]

  /// A home with a context `hw` on a stage, and the server that plays it.
  private static func account(_ stage: HuaweiStage) async throws -> (CommandHome, LoopbackServer) {
    let server = try await LoopbackServer { stage.answer($0) }
    let home = try CommandHome()
    var arguments = ["contexts", "add", "hw", "--provider", "huawei"]
    for service in ["iam", "cbr", "ims"] { arguments += ["--endpoint", "\(service)=\(server.url)"] }
    let added = try home.start(arguments, environment: keys).wait()
    #expect(added.status == 0, "\(added.errors)")
    return (home, server)
  }

  private static func run(_ home: CommandHome, _ arguments: String...) throws -> FinishedProcess {
    try home.start(["--context", "hw"] + arguments, environment: keys).wait(seconds: 120)
  }

  @Test("Lists, replicates, waits and sees the replica (S54, S56, S57)")
  func replicate() async throws {
    let stage = HuaweiStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let listed = try Self.run(home, "backups", "list", "--json")
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(Set(listed.json.items.map { $0["name"].text }) == ["web01", "web02", "web03"])
    let plan = try Self.run(
      home, "replicas", "create", "web01", "--to", "ap-southeast-3", "--vault", "replicas", "--plan", "--json")
    #expect(plan.status == 0 && plan.json["traffic"].amount == Double(40 << 30))
    #expect(stage.replications == 0)
    let done = try Self.run(
      home, "replicas", "create", "web01", "--to", "ap-southeast-3", "--vault", "replicas", "--wait", "--json")
    #expect(done.status == 0, "\(done.output) \(done.errors)")
    #expect(done.json["tasks"][0]["status"].text == "success")
    let replicas = try Self.run(home, "backups", "list", "--region", "ap-southeast-3", "--json").json.items
    #expect(replicas.map { $0["kind"].text } == ["replica"])
    #expect(replicas.first?["source"]["id"].text == HuaweiStage.backup(1))
    let again = try Self.run(
      home, "replicas", "create", "web01", "--to", "ap-southeast-3", "--vault", "replicas", "--json")
    #expect(again.status == 2 && again.codes == ["replica-exists"])
    // How far Singapore is behind is known: to the moment of the backup whose replica is available there.
    let lag = try Self.run(home, "lag", "--json")
    let line = try #require(lag.json.items.first { $0["region"].text == "ap-southeast-3" }, "\(lag.output)")
    #expect(lag.status == 0 && line["copiedDataAt"] == line["newestBackupAt"] && line["copiedDataAt"].text != "")
    #expect(try Self.run(home, "lag", "--max", "1h").status == 1)
  }

  @Test("A dry run prints the exact requests, sends none, and shows no secret")
  func dryRun() async throws {
    let stage = HuaweiStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let shown = try Self.run(
      home, "replicas", "create", "web01", "--to", "ap-southeast-3", "--vault", "replicas", "--dry-run", "--json")
    #expect(shown.status == 0, "\(shown.errors)")
    let request = shown.json["requests"][0]
    #expect(request["method"].text == "POST" && request["url"].text.hasSuffix("/replicate"))
    #expect(stage.replications == 0)
    #expect(!shown.output.contains("example-secret-key"))
  }

  @Test("The check names what is forbidden; errors keep the vendor's code and never the keys")
  func check() async throws {
    let stage = HuaweiStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    let good = try Self.run(home, "contexts", "check", "hw", "--json")
    #expect(good.status == 0, "\(good.output)")
    stage.deny("/operation-logs")
    let bad = try Self.run(home, "contexts", "check", "hw", "--json")
    #expect(bad.status == 1)
    let failed = bad.json["checks"].items.filter { $0["ok"] == .bool(false) }
    #expect(failed.count == 3 && failed.allSatisfy { $0["code"].text == "not-permitted" })
    #expect(bad.output.contains("APIGW.0302") && !bad.output.contains("example-secret-key"))
  }

  @Test("A command that takes long because it is throttled says so once, and then has its answer (point 2)")
  func throttled() async throws {
    let stage = HuaweiStage()
    let (home, server) = try await Self.account(stage)
    defer { server.stop() }
    for arguments in [["backups", "list", "--json"], ["contexts", "refresh", "hw", "--json"]] {
      for _ in 0..<2 {
        stage.interrupt("GET", with: .json(#"{"error_code":"APIGW.0308","error_msg":"slow"}"#, status: 429))
      }
      let ended = try home.start(["--context", "hw"] + arguments, environment: Self.keys).wait(seconds: 120)
      #expect(ended.status == 0 && !ended.json.items.isEmpty, "\(ended.errors)")
      #expect(ended.errors.components(separatedBy: "wants fewer requests").count == 2, "\(ended.errors)")
    }
  }

  @Test("Without a network the rows stay, with their age; without credentials it is said what to set")
  func unreachable() async throws {
    let stage = HuaweiStage()
    let (home, server) = try await Self.account(stage)
    #expect(try Self.run(home, "backups", "list", "--json").status == 0)
    server.stop()
    stage.deny("/")
    let missing = try home.start(["--context", "hw", "backups", "list"]).wait()
    #expect(missing.status == 64 && missing.errors.contains("HUAWEICLOUD_SDK_AK"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: home.home)
    for file in files where file.hasSuffix(".yaml") {
      #expect(!(try String(contentsOfFile: "\(home.home)/\(file)", encoding: .utf8)).contains("example-secret-key"))
    }
  }
}
