import Catalog
import Foundation
import Replication
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Names nobody checked, from a record and from a file, on a real terminal (console.md, Terminals).
  @Suite struct HostileNamesTests {
    static let names = [
      "bell\u{7}and\u{1B}[31mred\u{1B}[2J", "title\u{1B}]0;owned\u{7}", "c1\u{9B}31m\u{90}x\u{9C}", "数据库-备份-🦊-名",
      "\u{202E}gnihtemos\u{202D}-\u{2066}x", "e" + String(repeating: "\u{301}", count: 200), "line\nbreak\ttab\r",
      "\u{200B}zero\u{200D}\u{FEFF}width\u{AD}", "שלום-עולם", "a\u{0}b\u{7F}c", String(repeating: "宽", count: 80),
      "👨‍👩‍👧‍👦-family-❤️",
    ]

    /// Puts backups of these names beside the first one, while a console looks on.
    private func plant(_ home: CommandHome) throws {
      let catalog = try Catalog.open(at: "\(home.home)/state/local/catalog.db")
      let id = try home.json("backups", "show", "web-1")["id"].text
      let model = try #require(try catalog.backup(id))
      try catalog.write(durable: true) { transaction in
        for (number, name) in Self.names.enumerated() {
          var backup = model
          backup.id = UUID().uuidString.lowercased()
          backup.name = name
          backup.resource.name = name
          backup.createdAt = model.createdAt.addingTimeInterval(Double(number + 1))
          try transaction.put(backup)
        }
      }
    }

    @Test("Hostile names in records reach no terminal raw, and columns stay aligned", arguments: [80, 140])
    func records(_ columns: Int) throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let terminal = try home.console(columns: columns, rows: 40)
      try terminal.wait(for: "web-1")
      try plant(home)
      try terminal.wait("all rows") { terminal in
        terminal.screen.text.split(separator: "\n").count { $0.contains("Available ") } == Self.names.count + 1
      }
      let header = try #require(terminal.row(of: "STATUS"))
      let status = try #require(terminal.column(of: "STATUS", row: header))
      for row in (header + 1)...(header + 1 + Self.names.count) {
        #expect(terminal.column(of: "Available", row: row) == status, "row \(row): \(terminal.screen.line(row))")
      }
      for _ in Self.names {
        try terminal.press("i", for: "Esc Close")
        try terminal.press(PseudoTerminal.KeyCodes.escape, without: "Esc Close")
        try terminal.press(PseudoTerminal.KeyCodes.enter, for: "▌  ID ")
        try terminal.press(PseudoTerminal.KeyCodes.escape, without: "▌  ID ")
        terminal.type("j")
      }
      expectHarmless(terminal)
      try terminal.quit()
    }

    @Test("Hostile names in the context file reach no terminal raw")
    func configuration() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let file = "\(home.home)/contexts/local.yaml"
      let name = #""Ost\e[31m\a\x9b2J\u202E宽\n-end""#
      let text = try String(contentsOfFile: file, encoding: .utf8).replacing("name: West", with: "name: \(name)")
        .replacing("name: web\n", with: "name: \(name)\n")
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let terminal = try home.console()
      try terminal.wait(for: "web-1")
      try terminal.press("R", for: "Region and project")
      try terminal.wait(for: "Ost")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "Region and project")
      terminal.type("r")
      try terminal.wait(forAll: "Create Replica ─", "Ost", "crossing after deduplication")
      terminal.type(PseudoTerminal.KeyCodes.submit)
      try terminal.wait(forAll: "s ago", "●")
      expectHarmless(terminal, bells: 1)
      try terminal.quit()
      for words in [["regions", "list"], ["servers", "list"], ["tasks", "list"], ["backups", "show", "web-1"]] {
        let raw = try home.start(words).wait()
        #expect(!raw.output.unicodeScalars.contains { Self.isHarmful($0) && $0 != "\n" }, "\(words)")
      }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || [0x202A...0x202E, 0x2066...0x2069].contains { $0.contains(Int(scalar.value)) }
    }

    /// Nothing came that the screen does not know, no title, no character that turns or steers text, and no bell but
    /// those that tell of a replication's end.
    private func expectHarmless(_ terminal: PseudoTerminal, bells: Int = 0) {
      #expect(terminal.screen.surprises == [])
      #expect(terminal.screen.bells == bells)
      #expect(!terminal.screen.title.contains("owned") && terminal.screen.commands == [])
      let text = String(decoding: terminal.received, as: UTF8.self)
      let steering = text.unicodeScalars.filter { Self.isHarmful($0) && $0.value > 0x20 }
      #expect(steering.isEmpty, "\(Set(steering))")
      #expect(!text.contains("\u{1B}[31m") || !text.contains("\u{1B}[31mred"))
    }
  }
}
