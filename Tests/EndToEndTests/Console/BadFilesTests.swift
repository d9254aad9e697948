import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Broken and missing files of the home, seen on the screen and on standard error (issue 2, 8).
  @Suite struct BadFilesTests {
    /// Breaks a home's catalog, or takes it away.
    private func spoil(_ home: CommandHome, removing: Bool) throws {
      let path = "\(home.home)/state/local/catalog.db"
      for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
        try FileManager.default.removeItem(atPath: path + suffix)
      }
      if !removing { try Data("no catalog at all".utf8).write(to: URL(fileURLWithPath: path)) }
    }

    @Test(
      "A damaged or missing catalog is said on the screen and on standard error, and rebuilt from the stores",
      arguments: [
        (false, "The catalog was damaged; it was set aside"), (true, "The catalog was missing; it was rebuilt"),
      ]
    )
    func catalog(_ removing: Bool, _ words: String) throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try spoil(home, removing: removing)
      let terminal = try home.console(columns: 140)
      try terminal.wait(forAll: "web-1", "Available", words)
      try terminal.quit()
      try spoil(home, removing: removing)
      let finished = try home.run("backups", "list")
      #expect(finished.status == 0)
      #expect(finished.errors.contains(words))
      #expect(finished.output.contains("web-1"))
      #expect(try home.run("backups", "list").errors.isEmpty, "said once")
    }

    @Test("A broken context file is named with file and line on the terminal; nothing is drawn")
    func context() throws {
      let home = try CommandHome()
      try home.addRegions()
      let file = "\(home.home)/contexts/local.yaml"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).count
      try (text + "colour: blue\n").write(toFile: file, atomically: true, encoding: .utf8)
      let terminal = try home.console(columns: 140)
      #expect(try terminal.end() == 1)
      #expect(terminal.screen.text.replacing("\n", with: "").contains("local.yaml:\(line):"))
      #expect(!terminal.received.contains(0x1B))
      try terminal.expectRestored()
    }

    @Test("A broken context beside a good one is listed with its trouble, and the good one opens")
    func otherContext() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try "version: 1\nname: [\n".write(
        toFile: "\(home.home)/contexts/other.yaml", atomically: true, encoding: .utf8)
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("R", for: "other")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "other")
      try terminal.quit()
    }

    @Test("A broken theme is named with file and line, and the default is used")
    func theme() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try FileManager.default.createDirectory(atPath: "\(home.home)/themes", withIntermediateDirectories: true)
      try "roles:\n  text: {256: 7}\n  nonsense: {256: 900}\n".write(
        toFile: "\(home.home)/themes/mine.yaml", atomically: true, encoding: .utf8)
      try "theme: mine\n".write(toFile: "\(home.home)/config.yaml", atomically: true, encoding: .utf8)
      let terminal = try home.console(columns: 140)
      try terminal.wait(forAll: "web-1", "mine.yaml:3")
      try terminal.press("T", for: "high-contrast")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "high-contrast")
      try terminal.quit()
    }
  }
}
