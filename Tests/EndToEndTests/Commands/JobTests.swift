import Foundation
import Testing

/// Real bytes through the commands: backups, replicas, images, hand-over and death.
@Suite(.serialized, .ownThreads)
struct JobTests {
  /// A home with one server of two disks, backed up as `nightly`.
  private func backedUp(mebibytes: Int = 24) throws -> (home: CommandHome, disks: [String]) {
    let home = try CommandHome()
    try home.addRegions(["east", "west", "south"])
    let disks = [
      try home.disk("system.raw", mebibytes: mebibytes, seed: 7), try home.disk("data.raw", mebibytes: 8, seed: 8),
    ]
    try home.json(
      "servers", "add", "s", "--region", "east", "--disk", "system:\(disks[0])", "--disk", "data:\(disks[1])")
    let backup = try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly")
    #expect(backup["status"].text == "available")
    return (home, disks)
  }

  @Test("S18, S60: replicas in two regions give back the disks as they were, without the source's store")
  func images() throws {
    let (home, disks) = try backedUp()
    let originals = disks.map { FileManager.default.contents(atPath: $0) }
    for disk in disks { try Data("changed since".utf8).write(to: URL(fileURLWithPath: disk)) }
    let admission = try home.json("replicas", "create", "nightly", "--to", "west", "--to", "south", "--wait")
    #expect(admission["tasks"].items.map { $0["status"].text } == ["success", "success"])
    #expect(admission["refused"] == .array([]))
    try FileManager.default.removeItem(atPath: home.folder + "/east")
    for task in admission["tasks"].items {
      let image = try home.json(
        "images", "create", "--backup", task["target"]["id"].text, "--output", home.folder + "/images")
      #expect(
        image["disks"].items.map { $0["name"].text } == ["system.raw", "data-1.raw"] || image["disks"].items.count == 2)
      let written = image["disks"].items.map { FileManager.default.contents(atPath: $0["path"].text) }
      #expect(written == originals)
    }
  }

  @Test("S24: two processes asking at once make one task and one refusal, fifty times")
  func race() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("s.raw", mebibytes: 1, seed: 3)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    for round in 1...50 {
      try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "race-\(round)")
      let words = ["replicas", "create", "race-\(round)", "--to", "west", "--json"]
      let pair = try [home.start(words), home.start(words)]
      let ends = try pair.map { try $0.wait() }
      #expect(Set(ends.map(\.status)) == [0, 2], "\(ends.map(\.output))")
      #expect(ends.reduce(0) { $0 + $1.json["tasks"].items.count } == 1)
      let codes = Set(ends.flatMap(\.codes))
      #expect(codes.isSubset(of: ["request-in-flight", "replica-exists"]) && codes.count == 1)
    }
    let tasks = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.allSatisfy { $0["status"].text == "success" }
    }
    #expect(tasks.items.count == 50)
  }

  @Test("S29: kill -9 in the middle of a copy; the next engine resumes it, at most 64 MiB move twice")
  func death() throws {
    let (home, disks) = try backedUp(mebibytes: 96)
    try home.json("contexts", "set", "local", "link-rate=16MiB")
    let process = try home.start(["replicas", "create", "nightly", "--to", "west", "--wait", "--json"])
    let task = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0[0]["bytesDone"].amount > Double(16 << 20)
    }[0]
    process.send(SIGKILL)
    #expect(try process.wait().signal == SIGKILL)
    let dead = try home.json("tasks", "show", task["id"].text)
    #expect(dead["status"].text == "interrupted")
    #expect(try home.json("backups", "show", "nightly")["locked"] == .bool(true))
    #expect(try home.run("backups", "delete", "nightly", "--confirm", "nightly", "--json").codes == ["source-locked"])
    try home.json("contexts", "set", "local", "link-rate=off")
    #expect(try home.run("agent", "--until-idle").status == 0)
    let done = try home.json("tasks", "show", task["id"].text)
    #expect(done["status"].text == "success")
    #expect(done["bytesTransferred"].amount <= done["bytesTotal"].amount + Double(64 << 20))
    let image = try home.json("images", "create", "--backup", done["target"]["id"].text, "--output", home.folder)
    #expect(
      FileManager.default.contents(atPath: image["disks"][0]["path"].text)
        == FileManager.default.contents(atPath: disks[0]))
  }

  @Test("Waiting: ^C, a hang-up and a polite kill give 130 and the task goes on", arguments: [SIGINT, SIGHUP, SIGTERM])
  func interruption(_ signal: Int32) throws {
    let (home, _) = try backedUp()
    try home.json("contexts", "set", "local", "link-rate=4MiB")
    let process = try home.start(["replicas", "create", "nightly", "--to", "west", "--wait", "--json"])
    let task = try home.waitUntil("tasks", "list", "--kind", "replication") { $0[0]["bytesDone"].amount > 0 }[0]
    process.send(signal)
    let finished = try process.wait()
    #expect(finished.status == 130)
    #expect(finished.json["error"]["code"].text == "interrupted")
    try home.json("contexts", "set", "local", "link-rate=off")
    let done = try home.waitUntil("tasks", "show", task["id"].text) { $0["status"].text == "success" }
    #expect(done["id"] == task["id"])
    #expect(try home.json("backups", "show", done["target"]["id"].text)["status"].text == "available")
  }

  @Test("Without --wait the worker moves the bytes; tasks watch prints one object a line")
  func worker() throws {
    let (home, _) = try backedUp(mebibytes: 4)
    let task = try home.json("replicas", "create", "nightly", "--to", "west")["tasks"][0]
    let watched = try home.run("tasks", "watch", task["id"].text, "--json")
    #expect(watched.status == 0)
    let lines = try watched.output.split(separator: "\n").map { try JSON(String($0)) }
    #expect(lines.last?["status"].text == "success")
    #expect(lines.allSatisfy { $0["id"] == task["id"] })
    #expect(try home.json("backups", "verify", task["target"]["id"].text)["status"].text == "available")
    #expect(try home.json("store", "verify")["problems"] == .array([]))
  }

  @Test("--if-absent: a replica that exists or is on its way is exit 0 and its task")
  func ifAbsent() throws {
    let (home, _) = try backedUp(mebibytes: 4)
    try home.json("contexts", "set", "local", "link-rate=1MiB")
    let task = try home.json("replicas", "create", "nightly", "--to", "west", "--if-absent")["tasks"][0]
    let onItsWay = try home.json("replicas", "create", "nightly", "--to", "west", "--if-absent")
    #expect(onItsWay["tasks"].items.map { $0["id"] } == [task["id"]] && onItsWay["refused"] == .array([]))
    try home.json("contexts", "set", "local", "link-rate=off")
    let waited = try home.json("replicas", "create", "nightly", "--to", "west", "--if-absent", "--wait")
    #expect(waited["tasks"][0]["status"].text == "success")
    let again = try home.json("replicas", "create", "nightly", "--to", "west", "--if-absent")
    #expect(again["tasks"][0]["id"] == task["id"])
    #expect(try home.run("replicas", "create", "nightly", "--to", "west", "--json").codes == ["replica-exists"])
  }

  @Test("Bad disks: vanished, unreadable, qcow2; exit 1, one error, no backup left behind")
  func badDisks() throws {
    let (home, disks) = try backedUp(mebibytes: 4)
    try FileManager.default.removeItem(atPath: disks[0])
    let finished = try home.run("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "c", "--json")
    #expect(finished.status == 1)
    #expect(finished.json["error"]["message"].text.contains(disks[0]))
    #expect(try home.json("backups", "list").items.map { $0["name"].text } == ["nightly"])
    let qcow = home.folder + "/q.qcow2"
    try (Data([0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3]) + Data(count: 1 << 20)).write(to: URL(fileURLWithPath: qcow))
    let refused = try home.run("servers", "add", "q", "--region", "east", "--disk", "system:\(qcow)", "--json")
    #expect(refused.status == 1)
    #expect((refused.json["error"]["message"].text + refused.json["error"]["next"].text).contains("qemu-img convert"))
    try home.json("servers", "add", "q", "--region", "east", "--disk", "system:\(qcow)", "--format", "raw")
    try home.json("backups", "create", "--server", "q", "--vault", "backup-east")
  }

  @Test("Deletion: done and refused in one document; the last verified copy wants --confirm")
  func deletion() throws {
    let (home, _) = try backedUp(mebibytes: 4)
    try home.json("replicas", "create", "nightly", "--to", "west", "--wait")
    let replica = try home.json("backups", "list", "--kind", "replica")[0]["id"].text
    let finished = try home.run("backups", "delete", "nightly", "nosuch", "--json")
    #expect(finished.status == 2)
    #expect(finished.json["done"].items.count == 1 && finished.codes == ["unknown-id"])
    #expect(try home.run("backups", "delete", replica, "--json").codes == ["last-copy"])
    #expect(try home.json("backups", "delete", replica, "--confirm", "nightly")["done"].items.map(\.text) == [replica])
    #expect(try home.json("vaults", "delete", "replication-west")["done"].items.count == 1)
  }

  @Test("A lost or damaged catalog is set aside, said, and rebuilt from context file and stores")
  func lostCatalog() throws {
    let (home, _) = try backedUp(mebibytes: 4)
    let before = try home.json("backups", "list")
    let found = try RunningProcess("/usr/bin/find", [home.home, "-name", "catalog.db"], folder: home.folder).wait()
    let path = found.output.trimmingCharacters(in: .newlines)
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    let finished = try home.run("backups", "list", "--json")
    #expect(finished.status == 0)
    #expect(finished.errors.contains("set aside"))
    #expect(finished.json.items.map { $0["id"] } == before.items.map { $0["id"] })
  }
}
