import Foundation
import Testing

/// The demo context of spec/commands.md.
@Suite(.serialized, .ownThreads)
struct DemoTests {
  @Test("Demo: every kind of region, server, vault, backup and snapshot is there, at most 400 MB of it")
  func content() throws {
    let home = try DemoContext.shared.get()
    let regions = try home.json("regions", "list")
    #expect(
      regions.items.map { $0["id"].text } == [
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "cn-north-4", "ap-guangzhou", "ap-shanghai",
        "ap-beijing", "ap-shanghai-fsi", "ap-shenzhen-fsi",
      ])
    #expect(regions[3]["replicationCapable"] == .bool(false))
    #expect(regions.items.filter { $0["zone"].text == "finance" }.count == 2)
    #expect(regions[2]["projects"].items.count == 3 && regions[1]["projects"].items.count == 1)
    let servers = try home.json("servers", "list").items
    #expect(servers.contains { $0["kind"].text == "bms" })
    #expect(servers.contains { !$0["disks"].items.contains { $0["usage"].text == "system" } })
    let vaults = try home.json("vaults", "list").items
    for type in ["server", "disk", "turbo"] { #expect(vaults.contains { $0["type"].text == type }) }
    #expect(vaults.contains { $0["used"].amount > 0.8 * $0["capacity"].amount }, "one is nearly full")
    let backups = try home.json("backups", "list").items
    for status in ["available", "error", "waiting_protect"] {
      #expect(backups.contains { $0["status"].text == status }, "\(status)")
    }
    #expect(backups.contains { $0["kind"].text == "replica" && $0["region"].text == "ap-southeast-3" })
    let snapshots = try home.json("snapshots", "list").items
    for usage in ["system", "data"] { #expect(snapshots.contains { $0["usage"].text == usage }) }
    let finished = try RunningProcess("/usr/bin/du", ["-sk", home.home], folder: home.folder).wait()
    #expect((Double(finished.output.prefix { $0.isNumber }) ?? .infinity) * 1_024 <= 400_000_000)
  }

  @Test("Demo: the first row the console opens on can be replicated")
  func firstRow() throws {
    let home = try DemoContext.shared.get()
    let first = try home.json("backups", "list", "--type", "server", "--region", "ap-southeast-1")[0]
    #expect(first["name"].text == "web-01-0412")
    let plan = try home.json(
      "replicas", "create", first["id"].text, "--to", "ap-southeast-2", "--to", "ap-southeast-3", "--vault",
      "dr-servers-bkk", "--vault", "dr-servers-sin", "--plan")
    #expect(plan["allowed"].items.count == 2 && plan["refused"] == .array([]))
    #expect(plan["traffic"].amount == 2 * first["size"].amount)
    let seconds = plan["toTransfer"].amount / 2 / Double(1_536 << 10)
    #expect((15...60).contains(seconds), "an operator can watch it for \(seconds) s")
  }

  @Test("Demo: a second run only opens it")
  func idempotence() throws {
    let home = try DemoContext.shared.get()
    let before = try home.json("backups", "list")
    let tasks = try home.json("tasks", "list")
    #expect(try home.run("demo", "--no-console").status == 0)
    #expect(try home.json("backups", "list") == before)
    #expect(try home.json("tasks", "list") == tasks)
    #expect(try home.json("contexts", "list").items.map { $0["name"].text } == ["demo"])
  }

  @Test("Shapes: every list carries at least the fields of spec/commands.md")
  func shapes() throws {
    let home = try DemoContext.shared.get()
    let wanted: [(String, String)] = [
      ("regions", "id name services replicationCapable zone projects"), ("projects", "id name region isDefault"),
      ("vaults", "id name type protection status region project capacity used reserved"),
      (
        "backups",
        "id name type kind status region project vault resource size containsSystemDisk createdAt replicas locked"
      ),
      ("snapshots", "id name state percent region disk usage size createdAt copyingTo locked"),
      (
        "tasks",
        "id type status source target trigger operator percent bytesTotal bytesDone bytesTransferred createdAt"
      ),
    ]
    for (noun, fields) in wanted {
      let rows = try home.json(noun, "list").items
      #expect(!rows.isEmpty)
      for row in rows { #expect(row.keys.isSuperset(of: fields.split(separator: " ").map(String.init)), "\(noun)") }
      let table = try home.run(noun, "list")
      #expect(table.output.split(separator: "\n").count == rows.count + 1)
    }
    let replica = try home.json("backups", "list", "--kind", "replica").items.first { $0["status"].text == "available" }
    #expect(replica?["source"].keys == ["id", "region"])
    #expect(replica?["createdAt"].text.hasSuffix("Z") == true)
    #expect(try home.json("backups", "list", "--limit", "2").items.count == 2)
    #expect(try home.json("backups", "list", "--status", "error").items.count == 1)
    #expect(try home.json("backups", "list", "--vault", "disks-hk").items.count == 1)
    #expect(try home.json("backups", "list", "--region", "ap-southeast-3", "--project", "dr").items.count == 1)
  }
}
