import CloudSupport
import CloudWire
import Foundation
import Testing

/// Drills of policies and snapshots, runs named as parents, and webhooks, through the commands and real processes.
@Suite(.serialized, .ownThreads)
struct PolicyDrillCommandTests {
  private func backedUp() throws -> CommandHome {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("web.raw", mebibytes: 6, seed: 3)
    try home.json("servers", "add", "web", "--region", "east", "--disk", "system:\(path)")
    try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", "nightly-web")
    return home
  }

  @Test("A policy drills what it made and, by a schedule of its own, what a vault holds (point 7)")
  func policies() throws {
    let home = try backedUp()
    let made = try home.json(
      "policies", "create", "copy", "--operation", "replication", "--to", "west", "--drill", "50%", "--timezone",
      "Europe/Berlin", "--schedule", "FREQ=DAILY;BYHOUR=1;BYMINUTE=15", "--schedule",
      "FREQ=DAILY;BYHOUR=14;BYMINUTE=40")
    #expect(made["drillPercent"] == .number(50))
    #expect(made["scheduleText"].text == "daily at 01:15, 14:40 Europe/Berlin")
    try home.json("policies", "apply", "copy", "--vault", "backup-east")
    #expect(try home.json("policies", "simulate")["runs"].items.first?["drills"].items.count == 1)
    let ran = try home.json("policies", "run", "copy", "--wait")
    #expect(ran["tasks"].items.map { $0["type"].text } == ["replication", "drill"])
    #expect(ran["tasks"].items.allSatisfy { $0["status"].text == "success" && $0["trigger"].text == "policy" })
    let replica = ran["tasks"].items[0]["target"]["id"].text
    let certificate = try home.json("backups", "show", replica)["drill"]
    #expect(certificate["passed"] == .bool(true) && certificate["percent"] == .number(50))
    let shown = try home.json("policies", "show", "copy")["lastRun"]
    #expect(shown["counts"]["drilled"] == .number(1) && shown["counts"]["done"] == .number(1))

    try home.json(
      "policies", "create", "proofs", "--operation", "drill", "--timezone", "UTC", "--schedule", "FREQ=DAILY")
    try home.json("policies", "apply", "proofs", "--vault", "replication-west", "--region", "west")
    let proved = try home.json("policies", "run", "proofs", "--wait")
    #expect(proved["tasks"].items.map { $0["source"]["id"].text } == [replica])
    #expect(try home.json("backups", "show", replica)["drill"]["percent"] == .number(100))
    let kept = try home.run("policies", "edit", "proofs", "--keep-last", "3", "--json")
    #expect(kept.status == 2 && kept.codes == ["policy-field"])
    let close = try home.run(
      "policies", "edit", "copy", "--schedule", "FREQ=DAILY", "--schedule", "FREQ=DAILY;BYMINUTE=30", "--json")
    #expect(close.status == 2 && close.codes == ["schedule"])
  }

  @Test("A run is shown and cancelled by its id, with the tasks whose parent it is (S62)")
  func parents() throws {
    let home = try backedUp()
    try home.json("contexts", "set", "local", "link-rate=64KiB")
    let admitted = try home.json("vaults", "replicate", "backup-east", "--to", "west")
    let parent = try #require(admitted["parents"].items.first).text
    let shown = try home.json("tasks", "show", String(parent.prefix(12)))
    #expect(shown["id"].text == parent && shown["type"].text == "run")
    #expect(shown["tasks"].items.map { $0["parent"].text } == [parent])
    #expect(try home.run("tasks", "show", parent).output.contains("a vault, by hand"))
    let cancelled = try home.json("tasks", "cancel", parent)
    #expect(cancelled["done"].items.map(\.text) == admitted["tasks"].items.map { $0["id"].text })
    let ended = try home.json("tasks", "show", parent)
    #expect(ended["tasks"].items.map { $0["status"].text } == ["cancelled"] && ended["run"]["endedAt"].text != "")
    let again = try home.run("tasks", "cancel", parent, "--json")
    #expect(again.status == 2 && again.codes == ["task-status"])
    #expect(try home.run("tasks", "show", "nothing", "--json").codes == ["unknown-id"])
  }

  /// Whether a hook that failed waits for its next try.
  private static func wasTried(in home: CommandHome) -> Bool {
    let jobs = FileManager.default.subpaths(atPath: home.folder)?.filter { $0.hasSuffix(".job") } ?? []
    return jobs.contains { name in
      // A job that goes while it is looked at was told.
      (try? String(contentsOfFile: "\(home.folder)/\(name)", encoding: .utf8))?.contains("\"attempts\":1") ?? false
    }
  }

  @Test("What is registered and forgotten is audited, and so is what was refused of it (point 11)")
  func registrations() throws {
    let home = try backedUp()
    let path = try home.disk("d.raw", mebibytes: 1, seed: 5)
    try home.json("disks", "add", "data", "--region", "east", "--path", path, "--usage", "data")
    let twice = try home.run("disks", "add", "data", "--region", "east", "--path", path, "--usage", "data", "--json")
    #expect(twice.status == 2 && twice.codes == ["name-taken"])
    try home.json("disks", "remove", "data")
    let lines = try home.json("audit", "list").items.reversed().filter { !$0["action"].text.hasPrefix("begin") }
    let told = lines.map { "\($0["action"].text) \($0["outcome"].text)" }
    #expect(told.prefix(2) == ["add-region done", "create-vault done"] && told.contains("add-server done"))
    #expect(told.suffix(3) == ["add-disk done", "add-disk refused", "remove-disk done"])
    #expect(lines.suffix(3).map { $0["facts"]["name"].text } == ["data", "", "data"])
    #expect(try home.run("audit", "list").output.contains("refused (name-taken)"))
    #expect(try home.run("audit", "verify").status == 0)
  }

  @Test("A snapshot is drilled by command; the certificate stands with it")
  func snapshots() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("d.raw", mebibytes: 6, seed: 5)
    try home.json("disks", "add", "data", "--region", "east", "--path", path, "--usage", "data")
    let made = try home.json("snapshots", "create", "--disk", "data", "--name", "before")
    let shown = try home.json("snapshots", "drill", made["id"].text, "--sample", "100%")
    #expect(shown["drill"]["passed"] == .bool(true) && shown["drill"]["bytes"] == shown["size"])
    #expect(try home.run("snapshots", "list").output.contains("DRILLED"))
  }

  @Test("An agent tells webhooks over its own network client, and the operator of one that says no (point 12)")
  func webhook() async throws {
    let home = try backedUp()
    let server = try await LoopbackServer { request in
      request.target == "/deaf" ? .answer(.init(status: 500)) : .json("ok")
    }
    let hooks = """
      hooks:
        - {name: deaf, events: [success], webhook: "\(server.url)/deaf"}
        - {name: chat, events: [success], webhook: "\(server.url)/told?key=1"}
      """
    try Data(hooks.utf8)
      .write(to: URL(fileURLWithPath: home.home + "/hooks.yaml"))
    let agent = try home.start(["agent"])
    // The agent first notes where it begins: what happened before is no news.
    _ = try home.waitUntil("tasks", "list") { _ in
      FileManager.default.subpaths(atPath: home.folder)?.contains { $0.hasSuffix("state.json") } ?? false
    }
    try home.json("backups", "verify", "nightly-web")
    _ = try home.waitUntil("tasks", "list") { _ in Self.wasTried(in: home) && server.requests.count >= 2 }
    agent.send(SIGTERM)
    let ended = try agent.wait()
    #expect(ended.status == 130 && ended.errors.contains("Hook deaf: 127.0.0.1 answered 500"))
    let request = try #require(server.requests.first { $0.target != "/deaf" })
    #expect(request.method == "POST" && request.target == "/told?key=1")
    let text = String(decoding: request.body, as: UTF8.self)
    #expect(text.contains(#""event":"success""#) && text.contains(#""type":"verify""#))
  }
}
