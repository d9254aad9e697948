import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Every process killed in the middle of a copy of 160 MiB that do not compress (issue 2, "What shows it").
  @Suite struct DeathTests {
    private static let mebibytes = 160
    private static let doubled = Double(64 << 20)

    /// Sizes of the finished packs of a region's store, and when each was written, by path.
    private func packs(_ home: CommandHome, _ region: String) throws -> [String: [Double]] {
      let found = try RunningProcess(
        "/usr/bin/find", ["\(home.folder)/\(region)/packs", "-type", "f", "-printf", "%p %s %T@\\n"],
        folder: home.folder
      ).wait()
      var packs: [String: [Double]] = [:]
      for line in found.output.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        packs[words[0]] = words.dropFirst().compactMap(Double.init)
      }
      return packs
    }

    /// Waits until half has crossed, kills everybody, and gives what the destination has kept.
    private func killInTheMiddle(_ home: CommandHome, task: String) throws -> [String: [Double]] {
      let middle = Double(Self.mebibytes << 20) / 2
      let before = try home.waitUntil("tasks", "show", task) { $0["bytesDone"].amount >= middle }
      #expect(before["status"].text == "running")
      try home.killEverybody()
      let dead = try home.json("tasks", "show", task)
      #expect(dead["status"].text == "interrupted")
      #expect(try home.json("backups", "show", "web-1")["locked"] == .bool(true))
      let kept = try packs(home, "west")
      let bytes = kept.values.reduce(0) { $0 + ($1.first ?? 0) }
      #expect(bytes >= before["bytesDone"].amount - Self.doubled, "what had crossed is kept")
      try home.setLinkRate("off")
      return kept
    }

    /// The copy has gone on where it stopped, and the replica gives back the disk.
    private func expectWhole(_ home: CommandHome, task: String, kept: [String: [Double]]) throws {
      let done = try home.json("tasks", "show", task)
      #expect(done["status"].text == "success")
      #expect(done["bytesTransferred"].amount <= done["bytesTotal"].amount + Self.doubled)
      let present = try packs(home, "west")
      #expect(kept.allSatisfy { present[$0.key] == $0.value }, "nothing that was there is written anew")
      let written = present.values.reduce(0) { $0 + ($1.first ?? 0) }
      #expect(written <= Double(Self.mebibytes << 20) + Self.doubled)
      let image = try home.json("images", "create", "--backup", done["target"]["id"].text, "--output", home.folder)
      let restored = FileManager.default.contents(atPath: image["disks"][0]["path"].text)
      #expect(restored == FileManager.default.contents(atPath: "\(home.folder)/web.raw"))
      #expect(try home.json("store", "verify")["problems"] == .array([]))
      try home.expectNobodyLeft()
    }

    @Test("S29: the console dies; an agent resumes, at most 64 MiB move twice")
    func consoleDies() throws {
      let copy = try CopyInFlight(mebibytes: Self.mebibytes, rate: "32MiB")
      let kept = try killInTheMiddle(copy.home, task: copy.task)
      #expect(try copy.terminal.end() == -SIGKILL)
      #expect(try copy.home.run("agent", "--until-idle").status == 0)
      try expectWhole(copy.home, task: copy.task, kept: kept)
    }

    @Test("S29: the worker dies; the next console resumes and shows it, at most 64 MiB move twice")
    func workerDies() throws {
      let home = try CommandHome.backedUp(mebibytes: Self.mebibytes)
      try home.setLinkRate("32MiB")
      let task = try home.json("replicas", "create", "web-1", "--to", "west")["tasks"][0]["id"].text
      let kept = try killInTheMiddle(home, task: task)
      let terminal = try home.console()
      try terminal.wait(forAll: "TARGET  web-1", "s ago", "●")
      try terminal.quit()
      try expectWhole(home, task: task, kept: kept)
    }
  }
}
