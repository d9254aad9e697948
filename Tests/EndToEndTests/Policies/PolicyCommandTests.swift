import Foundation
import Testing

/// Vault replication, policies and the agent, through the commands and real processes.
@Suite(.serialized, .ownThreads)
struct PolicyCommandTests {
  private static let schedule = ["--schedule", "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "--timezone", "Europe/Berlin"]

  /// A home with two servers, each backed up once.
  private func backedUp(mebibytes: Int = 2) throws -> CommandHome {
    let home = try CommandHome()
    try home.addRegions()
    for (index, name) in ["web", "mail"].enumerated() {
      let path = try home.disk("\(name).raw", mebibytes: mebibytes, seed: UInt64(index + 3))
      try home.json("servers", "add", name, "--region", "east", "--disk", "system:\(path)")
      try home.json("backups", "create", "--server", name, "--vault", "backup-east", "--name", "nightly-\(name)")
    }
    return home
  }

  @Test("S62: a vault is planned and replicated: one task a backup, one parent, reasons for the others")
  func vault() throws {
    let home = try backedUp()
    try home.json("replicas", "create", "nightly-web", "--to", "west", "--wait")
    let plan = try home.json("vaults", "replicate", "backup-east", "--to", "west", "--plan")
    #expect(plan["allowed"].items.count == 1 && plan["refused"] == .array([]))
    #expect(plan["skipped"].items.map { $0["code"].text } == ["replica-exists"])
    let done = try home.json(
      "vaults", "replicate", "backup-east", "--to", "west", "--vault", "replication-west", "--wait")
    #expect(done["tasks"].items.map { $0["status"].text } == ["success"])
    #expect(done["tasks"].items.map { $0["parent"].text } == done["parents"].items.map(\.text))
    #expect(done["skipped"].items.count == 1)
    let again = try home.run("vaults", "replicate", "backup-east", "--to", "west", "--json")
    #expect(again.status == 2 && again.codes == ["nothing-eligible"])
    let replicas = try home.run("vaults", "replicate", "replication-west", "--to", "east", "--json")
    #expect(replicas.status == 2 && replicas.codes.contains("replication-vault-source"))
    let nowhere = try home.run("vaults", "replicate", "backup-east", "--to", "moon", "--json")
    #expect(nowhere.status == 2 && nowhere.codes == ["unknown-id"])
  }

  @Test("S64: a vault goes to vaults in several regions, each with a parent and an outcome of its own")
  func severalRegions() throws {
    let home = try backedUp()
    try home.addRegions(["north"])
    try home.json("replicas", "create", "nightly-web", "--to", "west", "--wait")
    let done = try home.json(
      "vaults", "replicate", "backup-east", "--to", "west", "--vault", "replication-west", "--to", "north", "--wait")
    #expect(done["parents"].items.count == 2)
    let regions = done["tasks"].items.map { $0["target"]["region"].text }.sorted()
    #expect(regions == ["north", "north", "west"] && done["tasks"].items.allSatisfy { $0["status"].text == "success" })
    #expect(done["skipped"].items.map { $0["code"].text } == ["replica-exists"])
    let held = try home.json("vaults", "list", "--kind", "replication").items.filter { $0["used"] != .number(0) }
    #expect(Set(held.map { $0["region"].text }) == ["north", "west"])
  }

  @Test("S21, S63: a policy is made, applied, run once and for all, shown, simulated, edited and deleted")
  func policies() throws {
    let home = try backedUp()
    let made = try home.start(
      ["policies", "create", "copy", "--operation", "replication", "--to", "west", "--keep-last", "3", "--json"]
        + Self.schedule
    ).wait()
    #expect(made.status == 0 && made.json["schedule"].text == "FREQ=DAILY;INTERVAL=1;BYHOUR=2;BYMINUTE=30")
    #expect(made.json["nextRuns"].items.count == 5)
    #expect(made.json["nextRuns"].items.allSatisfy { $0["local"].text.contains(":30 +0") })
    try home.json("policies", "apply", "copy", "--vault", "backup-east")
    let forecast = try home.json("policies", "simulate", "--days", "30")
    #expect(forecast["runs"].items.count >= 29 && forecast["runs"].items.first?["replicas"].items.count == 2)

    let ran = try home.json("policies", "run", "copy", "--wait")
    #expect(ran["tasks"].items.map { $0["status"].text } == ["success", "success"])
    #expect(ran["tasks"].items.allSatisfy { $0["trigger"].text == "policy" })
    for task in ran["tasks"].items { try home.json("backups", "delete", task["target"]["id"].text) }
    let again = try home.run("policies", "run", "copy", "--json")
    #expect(again.status == 2 && again.codes == ["nothing-eligible"])
    #expect(again.json["skipped"].items.map { $0["code"].text } == ["auto-once", "auto-once"])
    let shown = try home.json("policies", "show", "copy")
    #expect(shown["runs"].items.map { $0["status"].text } == ["success", "success"])
    let blocked = try home.json("policies", "simulate")["blocked"].items
    #expect(blocked.map { $0["code"].text } == ["auto-once", "auto-once"])

    let off = try home.json("policies", "edit", "copy", "--disable", "--keep-everything", "--timezone", "UTC")
    #expect(off["enabled"] == .bool(false) && off["nextRuns"] == .array([]) && off["timezone"].text == "UTC")
    let wrong = try home.run(
      "policies", "edit", "copy", "--schedule", "FREQ=HOURLY", "--timezone", "Nowhere", "--json")
    #expect(wrong.status == 2 && wrong.codes == ["schedule", "time-zone"])
    #expect(try home.json("policies", "list").items.map { $0["name"].text } == ["copy"])
    try home.json("policies", "delete", "copy")
    #expect(try home.json("policies", "list") == .array([]))
    #expect(try home.run("policies", "show", "copy", "--json").codes == ["unknown-id"])
  }

  @Test("S63: a backup policy fills its vault, keeps what it says, and leaves alone what was made by hand")
  func fill() throws {
    let home = try backedUp()
    let made = try home.start(
      ["policies", "create", "fill", "--operation", "backup", "--keep-last", "2", "--json"] + Self.schedule
    ).wait()
    #expect(made.status == 0)
    try home.json("policies", "apply", "fill", "--vault", "backup-east", "--resource", "web")
    for _ in 1...4 { try home.json("policies", "run", "fill", "--wait") }
    let backups = try home.json("backups", "list", "--region", "east").items
    // Two by hand and the newest two of the policy.
    #expect(backups.count == 4 && backups.count { $0["name"].text.hasPrefix("nightly") } == 2)
  }

  @Test("S29: SIGTERM makes an agent let go after the chunk in hand; the tasks wait, and the next agent goes on")
  func terminate() throws {
    let home = try backedUp(mebibytes: 16)
    try home.run("contexts", "set", "local", "link-rate=2MiB")
    let agent = try home.start(["agent"])
    let admitted = try home.json("vaults", "replicate", "backup-east", "--to", "west")
    #expect(admitted["tasks"].items.count == 2)
    _ = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.contains { $0["status"].text == "running" && $0["bytesDone"] != .number(0) }
    }
    agent.send(SIGTERM)
    #expect(try agent.wait().status == 130)
    let left = try home.json("tasks", "list", "--kind", "replication").items.map { $0["status"].text }
    // One may be held by the worker that the order started where the agent was slow to come.
    #expect(left.allSatisfy { ["waiting", "success", "running"].contains($0) } && left.contains { $0 != "success" })
    try home.run("contexts", "set", "local", "link-rate=1GiB")
    #expect(try home.run("agent", "--until-idle").status == 0)
    _ = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.map { $0["status"].text } == ["success", "success"]
    }
  }
}
