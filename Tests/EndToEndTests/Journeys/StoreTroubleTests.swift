import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Stores that are full, read-only or something else: clear words, nothing changed, and it goes on afterwards.
  @Suite struct StoreTroubleTests {
    @Test(
      "S29: a full destination stops the copy in words; with room it goes on",
      .enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
    func fullDisk() throws {
      let home = try CommandHome()
      let disk = try SmallDisk(home, "west", mebibytes: 16)
      try home.addRegions()
      try home.addServer("web", mebibytes: 24)
      try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", "web-1")
      let full = try home.run("replicas", "create", "web-1", "--to", "west", "--wait", "--json")
      #expect(full.status == 1)
      let task = full.json["tasks"][0]
      #expect(task["status"].text == "interrupted")
      #expect(task["error"].text.contains("full"), "\(task)")
      let terminal = try home.console(columns: 140)
      try terminal.wait(forAll: "web-1", "Interrupted", "is full")
      try terminal.quit()
      try disk.remount("size=64m")
      try home.json("tasks", "resume", task["id"].text)
      _ = try home.waitUntil("tasks", "show", task["id"].text) { $0["status"].text == "success" }
      #expect(try home.json("store", "verify")["problems"] == .array([]))
      try home.expectNobodyLeft()
    }

    @Test(
      "A read-only destination refuses in words, on both faces", .enabled(if: SmallDisk.isAllowed, SmallDisk.reason))
    func readOnly() throws {
      let home = try CommandHome()
      let disk = try SmallDisk(home, "west", mebibytes: 64)
      try home.addRegions()
      try home.addServer("web", mebibytes: 8)
      try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", "web-1")
      try disk.remount("ro")
      let refused = try home.run("replicas", "create", "web-1", "--to", "west", "--wait", "--json")
      #expect(refused.status != 0)
      #expect(refused.output.contains("cannot be written"), "\(refused)")
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      terminal.type("r")
      try terminal.wait(forAll: "Create Replica ─", "▌Region")
      try terminal.press(PseudoTerminal.KeyCodes.enter, for: "cannot be written")
      for closed in ["cannot be written", "Create Replica ─"] {
        try terminal.press(PseudoTerminal.KeyCodes.escape, without: closed)
      }
      try terminal.quit()
      #expect(try home.json("tasks", "list", "--kind", "replication") == .array([]))
    }

    @Test("A store's folder replaced by something else is said, nothing in it is touched, and its return is seen")
    func replaced() throws {
      let home = try CommandHome.backedUp(mebibytes: 8)
      let (west, aside) = ("\(home.folder)/west", "\(home.folder)/aside")
      try FileManager.default.moveItem(atPath: west, toPath: aside)
      for replacement in ["file", "folder"] {
        if replacement == "file" {
          try Data("mine".utf8).write(to: URL(fileURLWithPath: west))
        } else {
          try FileManager.default.createDirectory(atPath: west, withIntermediateDirectories: true)
          try Data("mine".utf8).write(to: URL(fileURLWithPath: west + "/note"))
        }
        let refused = try home.run("replicas", "create", "web-1", "--to", "west", "--wait", "--json")
        #expect(refused.status != 0)
        #expect(refused.output.contains(west), "\(refused)")
        let terminal = try home.console(columns: 140)
        try terminal.wait(for: "web-1")
        try terminal.quit()
        let left = replacement == "file" ? west : west + "/note"
        #expect(FileManager.default.contents(atPath: left) == Data("mine".utf8))
        if replacement == "folder" { #expect(try FileManager.default.contentsOfDirectory(atPath: west) == ["note"]) }
        try FileManager.default.removeItem(atPath: west)
      }
      try FileManager.default.moveItem(atPath: aside, toPath: west)
      for task in try home.json("tasks", "list", "--kind", "replication").items {
        try home.run("tasks", "cancel", task["id"].text)
      }
      let admission = try home.json("replicas", "create", "web-1", "--to", "west", "--wait")
      #expect(admission["tasks"][0]["status"].text == "success")
      try home.expectNobodyLeft()
    }
  }
}
