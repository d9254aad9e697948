import Foundation
import Testing

/// Point 10 with a real small disk under the home: catalog, orders and claims have no room, the stores have.
@Suite(.serialized, .ownThreads, .enabled(if: SmallDisk.isAllowed, SmallDisk.reason)) struct FullHomeTests {
  /// A home on a disk of 12 MiB with a backup in it, and what fills that disk.
  private struct Ground {
    let home: CommandHome
    let disk: SmallDisk

    init() throws {
      home = try CommandHome()
      disk = try SmallDisk(home, "home", mebibytes: 12)
      try home.addRegions()
      let path = try home.disk("s.raw", mebibytes: 12, seed: 3)
      try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
      try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "first")
    }

    private var filler: String { "\(disk.path)/filler" }

    /// Takes all the room there is, to the last page.
    func fill() throws {
      let file = open(filler, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      try #require(file >= 0)
      defer { close(file) }
      let page = [UInt8](repeating: 1, count: 4_096)
      while write(file, page, page.count) == page.count {}
      try #require(errno == ENOSPC)
    }

    func makeRoom() { unlink(filler) }

    /// One sentence that says what is full, and no crash.
    func expectClear(_ end: FinishedProcess, _ moment: String) {
      let said = "\(end.status.map(String.init) ?? "signal \(end.signal ?? 0)"): \(end.output)\(end.errors)"
      #expect(end.signal == nil && end.status != 0, "\(moment): \(said)")
      let texts =
        [end.json["error"]["message"].text, end.json["tasks"][0]["error"].text]
        + end.json["refused"].items.map { $0["message"].text }
      let clear = texts.filter { $0.contains("full") || $0.contains("No space left on device") }
      #expect(clear.count == 1, "\(moment): \(said)")
      #expect(texts.contains { $0.contains(home.home) }, "\(moment) names no place: \(said)")
    }

    func expectWhole(_ names: Set<String>, _ moment: String) throws {
      let listed = try home.json("backups", "list").items
      #expect(Set(listed.map { $0["name"].text }) == names, "\(moment)")
      #expect(listed.allSatisfy { $0["status"].text == "available" }, "\(moment): \(listed)")
      #expect(try home.json("store", "verify")["problems"] == .array([]), "\(moment)")
    }
  }

  @Test(
    "Point 10: with the home's disk full every command that writes says so in one sentence, and with room it works",
    arguments: [
      ["backups", "create", "--server", "s", "--vault", "backup-east", "--name", "second"],
      ["replicas", "create", "first", "--to", "west", "--wait"],
      [
        "vaults", "create", "v", "--region", "west", "--type", "server", "--protection", "backup", "--capacity", "1GiB",
      ],
      ["backups", "delete", "first", "--confirm", "first"],
    ])
  func refused(_ command: [String]) throws {
    let ground = try Ground()
    try ground.fill()
    ground.expectClear(try ground.home.start(command + ["--json"]).wait(), "\(command)")
    // What is there can be looked at all the same.
    let listed = try ground.home.json("backups", "list").items
    #expect(listed.contains { $0["name"].text == "first" && $0["status"].text == "available" }, "\(listed)")
    ground.makeRoom()
    try ground.home.run("agent", "--until-idle")
    try ground.expectWhole(["first"], "\(command), with room")
    let again = try ground.home.start(command + ["--json"]).wait()
    #expect(again.status == 0, "\(command), again: \(again.output)\(again.errors)")
    try ground.home.expectNobodyLeft()
  }

  @Test("Point 10: the home's disk runs full in the midst of a copy; it is said once, nothing is lost, it goes on")
  func midway() throws {
    let ground = try Ground()
    let home = ground.home
    try home.json("contexts", "set", "local", "link-rate=2MiB")
    let copy = try home.start(["replicas", "create", "first", "--to", "west", "--wait", "--json"])
    _ = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.contains { $0["status"].text == "running" && $0["bytesTransferred"].amount > 0 }
    }
    try ground.fill()
    let end = try copy.wait()
    ground.expectClear(end, "midway")
    ground.makeRoom()
    try home.json("contexts", "set", "local", "link-rate=off")
    for task in try home.json("tasks", "list").items where task["status"].text == "interrupted" {
      try home.json("tasks", "resume", task["id"].text)
    }
    #expect(try home.run("agent", "--until-idle").status == 0)
    let tasks = try home.json("tasks", "list", "--kind", "replication").items
    #expect(tasks.map { $0["status"].text } == ["success"], "\(tasks)")
    #expect(try home.json("backups", "list", "--region", "west").items.count == 1)
    #expect(try home.json("store", "verify")["problems"] == .array([]))
    try home.expectNobodyLeft()
  }
}
