import Catalog
import Foundation
import Replication
import Testing

@testable import TerminalSupport

extension Journeys {
  /// What is taken out of the console: tables for spreadsheets and scripts, and pictures of the screen (issue 4, point 1).
  @Suite struct TakenOutTests {
    /// Names in the order of a list by name, all of which the filter keeps.
    static let names = [
      "+x-row", "-x-row", "=cmd|' /C calc'!A0-row", "@x-row", "a,b-row", "line\nbreak-row", "say \"hi\"-row",
      "\u{1B}[31mred-row",
    ].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

    private func plant(_ home: CommandHome) throws {
      let catalog = try Catalog.open(at: "\(home.home)/state/local/catalog.db")
      let model = try #require(try catalog.backup(try home.json("backups", "show", "web-1")["id"].text))
      try catalog.write(durable: true) { transaction in
        for name in Self.names {
          var backup = model
          (backup.id, backup.name) = (UUID().uuidString.lowercased(), name)
          try transaction.put(backup)
        }
      }
    }

    @Test("A table is what is listed: filtered, in its order, each field quoted, nothing a spreadsheet would run")
    func tables() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let folder = "\(home.home)/exports"
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      // While it is open: an opening forgets what no store has.
      try plant(home)
      try terminal.press("/-row\r", for: "\(Self.names.count) of")
      try terminal.press("=name\r", for: "name ↑")
      for keys in ["e\r", "e\u{1B}[B\r"] { try terminal.press(keys, for: "\(Self.names.count) rows were exported to") }
      try terminal.wait("two files") { _ in
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) == 2
      }
      try terminal.quit()
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let path = "\(folder)/\(file)"
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        if file.hasSuffix(".json") {
          let rows = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
          #expect(rows.map { $0["name"] as? String } == Self.names)
        } else {
          try expectHarmless(Self.records(text))
        }
      }
    }

    private func expectHarmless(_ records: [[String]]) throws {
      let column = try #require(records.first?.firstIndex(of: "name"))
      let written = records.dropFirst().map { $0[column] }
      let wanted = Self.names.map { name in
        let plain = name.replacing("\n", with: "\u{FFFD}").replacing("\u{1B}", with: "\u{FFFD}")
        return "=+-@".contains(plain.first ?? " ") ? "'" + plain : plain
      }
      #expect(written == wanted)
      #expect(records.allSatisfy { $0.count == records[0].count })
    }

    /// Comma-separated values as RFC 4180 reads them.
    private static func records(_ text: String) -> [[String]] {
      var (records, record, field): ([[String]], [String], String) = ([], [], "")
      var (isQuoted, mayBeDoubled) = (false, false)
      for character in text.replacing("\r\n", with: "\n") {
        switch character {
        case "\"":
          // A doubled one inside of quotes is one of the text.
          if mayBeDoubled, !isQuoted { field.append(character) }
          isQuoted.toggle()
        case "," where !isQuoted: (record, field) = (record + [field], "")
        case "\n" where !isQuoted:
          records.append(record + [field])
          (record, field) = ([], "")
        default: field.append(character)
        }
        mayBeDoubled = character == "\"" && !isQuoted
      }
      return records
    }

    @Test("P keeps what the screen shows, each time in a file of its own that only its owner may read")
    func pictures() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let folder = "\(home.home)/screens"
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      for count in 1...2 {
        try terminal.press("P", for: folder)
        try terminal.wait("\(count) files") { _ in
          (try? FileManager.default.contentsOfDirectory(atPath: folder).count) == count
        }
      }
      try terminal.quit()
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let path = "\(folder)/\(file)"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.first?.contains("Farshore") == true && lines.contains { $0.contains("web-1") })
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      }
    }
  }
}
