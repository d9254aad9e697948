import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// The main job by keyboard, on a real terminal (issue 2, "What shows it").
  @Suite struct ReplicationFlowTests {
    private typealias Key = PseudoTerminal.KeyCodes

    /// Narrows the lists to one region with the picker.
    private func pick(_ region: String, _ terminal: PseudoTerminal) throws {
      try terminal.press("R", for: "Region and project")
      try terminal.press(region.lowercased(), for: "▌ \(region)")
      terminal.type(Key.enter)
      try terminal.wait("the header of \(region)") { $0.screen.line(0).contains("\(region) ▸ \(region.lowercased())") }
    }

    /// Waits until the bar has been seen to move, and gives it free way.
    private func watchMoving(_ terminal: PseudoTerminal, _ home: CommandHome) throws {
      try terminal.wait("a first percentage") { $0.percentages.contains { (1...99).contains($0) } }
      let first = terminal.percentages.first ?? 0
      try terminal.wait("more than \(first) %") { $0.percentages.contains { ($0 > first) && $0 < 100 } }
      #expect(terminal.screen.line(0).contains("1 running"))
      try home.setLinkRate("off")
    }

    @Test("S38, S53, S71: picker, More, Create Replica, a bad name in words, OK, live pane, Available, there and back")
    func serverBackup() throws {
      let home = try CommandHome.backedUp()
      try home.setLinkRate("3MiB")
      let terminal = try home.console()
      try terminal.wait(forAll: "Farshore", "▐Backups▌", "web-1")
      try pick("East", terminal)
      try terminal.wait(for: "▌  web-1")
      try terminal.press("m", for: "▌ Create Replica")
      terminal.type(Key.enter)
      try terminal.wait(forAll: "Source", "5/64", "replication-west", "crossing after deduplication")
      try terminal.press(Key.tab, for: "▌Name")
      terminal.type(Key.clearField + "bad.name" + Key.submit)
      try terminal.wait(forAll: "8/64", "! Character 4 is “.”")
      #expect(try home.json("tasks", "list", "--kind", "replication") == .array([]))
      try terminal.press(Key.clearField + "web-copy", without: "! Character")
      terminal.type(Key.submit)
      try terminal.wait(forAll: "Replicating to West as web-copy", "SOURCE  web-1", "TARGET  web-copy", "locked")
      try watchMoving(terminal, home)
      try terminal.wait(forAll: "TARGET  web-copy", "s ago", "●")
      #expect(!terminal.screen.text.contains("locked"))
      terminal.type("o")
      try terminal.wait(forAll: "West ▸ west", "▌  web-copy", "Available")
      terminal.type("o")
      try terminal.wait(forAll: "East ▸ east", "▌  web-1")
      try terminal.quit()
      let replica = try home.json("backups", "show", "web-copy")
      #expect(replica["status"].text == "available" && replica["kind"].text == "replica")
      #expect(replica["region"].text == "west")
      try home.expectNobodyLeft()
    }

    @Test("S45, S46, S72: Cross-region replication of a snapshot shows the new id at once; Normal, there and back")
    func snapshot() throws {
      let home = try CommandHome()
      try home.addRegions()
      try home.writeNoise("\(home.folder)/d.raw", mebibytes: 16)
      try home.json("disks", "add", "d", "--region", "east", "--path", "\(home.folder)/d.raw", "--usage", "data")
      let source = try home.json("snapshots", "create", "--disk", "d", "--name", "first")["id"].text
      try home.setLinkRate("3MiB")
      let terminal = try home.console()
      try terminal.wait(for: "▸ Servers")
      for service in ["Disks", "SFS Turbo", "Snapshots"] { try terminal.press("]", for: "▸ \(service)") }
      try terminal.wait(for: "▐Snapshots▌")
      try pick("East", terminal)
      try terminal.wait(for: "▌  first")
      try terminal.press("m", for: "▌ Cross-region replication")
      terminal.type(Key.enter)
      try terminal.wait(forAll: source, "Copied \(source) from east", "0/60", "0 of 64")
      try terminal.press(Key.tab, for: "▌New name")
      terminal.type(String(repeating: "x", count: 61) + Key.submit)
      try terminal.wait(forAll: "61/60", "! ")
      #expect(try home.json("tasks", "list", "--kind", "copy") == .array([]))
      try terminal.press(Key.clearField + "night copy", without: "! ")
      try terminal.press(Key.submit, for: "Copying to West as snap-")
      let id = try #require(terminal.screen.text.firstMatch(of: /Copying to West as (snap-[a-z0-9]{8})/)).1
      let copy = try home.json("snapshots", "show", String(id))
      #expect(copy["name"].text == "night copy" && copy["source"]["id"].text == source)
      #expect(copy["state"].text != "NORMAL")
      try watchMoving(terminal, home)
      try terminal.wait(forAll: "TARGET  night copy", "verified")
      terminal.type("o")
      try terminal.wait(forAll: "West ▸ west", "▌  night copy", "Normal")
      terminal.type("o")
      try terminal.wait(forAll: "East ▸ east", "▌  first")
      try terminal.quit()
      #expect(try home.json("snapshots", "show", String(id))["state"].text == "NORMAL")
      try home.expectNobodyLeft()
    }

    @Test("The same replica in tmux", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func inTmux() throws {
      let home = try CommandHome.backedUp(mebibytes: 8)
      let tmux = try Tmux(home)
      try tmux.wait(for: "web-1")
      try tmux.press("r", for: "crossing after deduplication")
      try tmux.press("C-s", for: "s ago")
      try tmux.press("o", for: "West ▸ west")
      try tmux.wait(for: "Available")
      try tmux.press("o", for: "EAS WES")
      try tmux.resize(columns: 132, rows: 40)
      try tmux.wait(for: String(repeating: "─", count: 100))
      try tmux.type("q")
      try home.expectNobodyLeft()
    }

    @Test("The demo context opens on a row that can be replicated; small, large and small again")
    func demo() throws {
      let home = try DemoContext.shared.get()
      let terminal = try home.console(["demo"])
      try terminal.wait(forAll: "demo ▸", "web-01-0412", "BKK", seconds: 120)
      terminal.type("r")
      try terminal.wait(forAll: "Create Replica ─", "web-01-0412", "Region *")
      try terminal.press(Key.escape, without: "Create Replica ─")
      for (columns, rows) in [(140, 45), (60, 16), (39, 9), (80, 24)] {
        terminal.resize(columns: columns, rows: rows)
        let expected = columns == 39 ? "nlarge the terminal" : "web-01-0412"
        try terminal.wait("a frame of \(columns)x\(rows)") {
          $0.screen.text.contains(expected) && (columns == 39 || $0.screen.line(rows - 1).contains("Quit"))
        }
      }
      try terminal.quit()
      try home.expectNobodyLeft()
    }
  }
}
