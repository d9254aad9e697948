import Catalog
import Foundation
import Replication
import Testing

@testable import TerminalSupport

extension Journeys {
  /// What the operator settles, takes out and copies, through the program (issue 4, point 1).
  @Suite struct SettingsTests {
    private func write(_ text: String, to home: CommandHome) throws {
      try FileManager.default.createDirectory(atPath: home.home, withIntermediateDirectories: true)
      try text.write(toFile: "\(home.home)/config.yaml", atomically: true, encoding: .utf8)
    }

    private func configuration(of home: CommandHome) throws -> String {
      try String(contentsOfFile: "\(home.home)/config.yaml", encoding: .utf8)
    }

    @Test("farshore config prints a whole config.yaml with its path; a wrong key is told with file and line")
    func command() throws {
      let home = try CommandHome()
      let first = try home.run("config")
      #expect(first.status == 0 && first.output.hasPrefix("# \(home.home)/config.yaml\n"))
      #expect(first.output.contains("\nread-only: off\n") && first.output.contains("# on rings the terminal's bell"))
      try write(first.output.replacing("bell: on", with: "bell: off"), to: home)
      #expect(try home.run("config").output == first.output.replacing("bell: on", with: "bell: off"))
      let keys = try home.json("config")["keys"]
      #expect(
        keys.items.contains { $0["key"].text == "bell" && $0["value"].text == "off" && $0["default"].text == "on" })
      try write("bell: on\ncolour: red\n", to: home)
      let broken = try home.run("config")
      #expect(broken.status == 1 && broken.errors.contains("config.yaml:2:1:"))
      #expect(try home.run("config", "--defaults").output == first.output)
    }

    @Test("Columns and theme chosen in the console are kept in config.yaml, beside what stands there")
    func kept() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try write("# mine\nbell: off\n", to: home)
      var terminal = try home.console(columns: 120)
      try terminal.wait(forAll: "web-1", "STATUS")
      try terminal.press("c", for: "Columns of Backups")
      terminal.type("jjj")
      try terminal.press(" ", without: "STATUS")
      try terminal.press(PseudoTerminal.KeyCodes.enter, without: "Columns of Backups")
      try terminal.press("T", for: "high-contrast")
      try terminal.press("high" + PseudoTerminal.KeyCodes.enter, without: "type to find")
      try terminal.wait("the file") { _ in (try? configuration(of: home).contains("theme: high-contrast")) == true }
      try terminal.quit()
      let text = try configuration(of: home)
      #expect(text.hasPrefix("# mine\nbell: off\n") && text.contains("columns:\n  backups: [name, "))
      terminal = try home.console(columns: 120)
      try terminal.wait(for: "web-1")
      #expect(!terminal.screen.text.contains("STATUS"))
      try terminal.quit()
    }

    @Test("A context that config.yaml makes read-only refuses with that reason; a broken file lets nothing be changed")
    func readOnly() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try write("contexts:\n  local: {read-only: on, theme: mono}\n", to: home)
      var terminal = try home.console(columns: 120)
      try terminal.wait(forAll: "web-1", "read-only")
      try terminal.press("r", for: "The context local is read-only by config.yaml.")
      try terminal.quit()
      try write("read-onyl: on\n", to: home)
      terminal = try home.console(columns: 120)
      try terminal.wait(forAll: "web-1", "config.yaml:1:1:")
      try terminal.press("r", for: "until config.yaml can be read")
      try terminal.quit()
    }

    @Test("A change of config.yaml is taken in while the console is open, by whatever editor; a wrong one is told")
    func reloaded() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try write("bell: off\n", to: home)
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try write("bell: off\nread-only: on\n", to: home)
      try terminal.wait(for: "config.yaml and the themes were read again.")
      try terminal.press("r", for: "This console is read-only by config.yaml.")
      try write("read-onyl: on\n", to: home)
      try terminal.wait(for: "config.yaml:1:1:")
      try write("bell: on\n", to: home)
      try terminal.wait(for: "were read again.")
      try terminal.press("r", for: "Create Replica ─")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "Create Replica ─")
      try terminal.press(":reload", for: "Reload settings")
      try terminal.press("\r", for: "were read again.")
      try terminal.quit()
    }

    @Test("Filters and commands are kept for the next console, in a file that only their owner may read")
    func history() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      var terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("/web-\r", for: "/ web-")
      try terminal.press(":reverse\r", for: "created ↑")
      let path = "\(home.home)/console-history-\(getuid()).json"
      try terminal.wait("the file") { _ in
        (try? String(contentsOfFile: path, encoding: .utf8).contains("Reverse")) == true
      }
      try terminal.quit()
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("/\u{10}", for: "/ web-")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "/ web-")
      try terminal.press(":", for: "RECENT")
      try terminal.press("\r", for: "created ↑")
      try terminal.quit()
    }

    @Test("--filter of lists is the console's filter; one that cannot be read is wrong usage and says why")
    func filter() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      #expect(try home.json("backups", "list", "--filter", "!status:error /^web-\\d$/ size:>1m").items.count == 1)
      #expect(try home.json("backups", "list", "--filter", "kind:replica").items.isEmpty)
      #expect(try home.json("vaults", "list", "--filter", "kind:replication").items.count == 2)
      let broken = try home.run("backups", "list", "--filter", "colour:red")
      #expect(broken.status == 64 && broken.errors.contains("There is no field colour."))
    }

    @Test("e writes all rows into a new file each time, as CSV or JSON, and says where")
    func export() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let folder = "\(home.folder)/tables"
      try write("exports: \(folder)\n", to: home)
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      for keys in ["e\r", "e\u{1B}[B\r", "e\r"] {
        try terminal.press(keys, for: "1 row was exported to \(folder)/backups-")
      }
      try terminal.wait("three files") { _ in
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) == 3
      }
      try terminal.quit()
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        if name.hasSuffix(".csv") {
          #expect(text.hasPrefix("id,name,description,type,kind,status,") && text.split(separator: "\r\n").count == 2)
          #expect(text.contains(",web-1,") && text.contains(",available,east,"))
        } else {
          let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
          #expect(rows?.first?["name"] as? String == "web-1")
        }
      }
    }

    @Test("Lists and tables longer than a window hold every row once")
    func longLists() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      try write("exports: \(home.folder)/tables\n", to: home)
      let id = try home.json("tasks", "list")[0]["id"].text
      let catalog = try Catalog.open(at: "\(home.home)/state/local/catalog.db")
      let model = try #require(try catalog.task(id))
      try catalog.write(durable: true) { transaction in
        for _ in 1...2_500 {
          var task = model
          task.id = UUID().uuidString.lowercased()
          try transaction.put(task)
        }
      }
      #expect(Set(try home.json("tasks", "list").items.map { $0["id"].text }).count == 2_501)
      #expect(try home.json("tasks", "list").items.count == 2_501)
      #expect(try home.json("tasks", "list", "--limit", "2100").items.count == 2_100)
      let terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("3", for: "2501")
      try terminal.press("e\r", for: "2501 rows were exported to")
      try terminal.quit()
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(home.folder)/tables").first)
      let lines = try String(contentsOfFile: "\(home.folder)/tables/\(name)", encoding: .utf8).split(separator: "\r\n")
      #expect(lines.count == 2_502 && Set(lines).count == 2_502)
    }

    @Test("y reaches the terminal's clipboard, tmux's buffer, or a file, and says which")
    func clipboard() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let id = try home.json("backups", "show", "web-1")["id"].text
      let encoded = Data(id.utf8).base64EncodedString()
      var terminal = try home.console(columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("y", for: "Sent to the terminal's clipboard: web-1 (\(id.prefix(8)))")
      #expect(String(decoding: terminal.received, as: UTF8.self).contains("\u{1B}]52;c;\(encoded)\u{7}"))
      terminal.type("q")
      #expect(try terminal.end() == 0)
      terminal = try home.console(environment: ["TERM": "linux"], columns: 140)
      try terminal.wait(for: "web-1")
      terminal.type("y")
      try terminal.wait(forAll: "This terminal has no clipboard", "clipboard.txt", "web-1 (")
      #expect(try String(contentsOfFile: "\(home.home)/clipboard.txt", encoding: .utf8) == id + "\n")
      terminal.type("q")
      #expect(try terminal.end() == 0)
      let tools = "\(home.folder)/tools"
      try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
      try "#!/bin/sh\n[ \"$2\" = -w ] && exit 1\ncp \"$2\" \(home.folder)/buffer\n".write(
        toFile: "\(tools)/tmux", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(tools)/tmux")
      terminal = try home.console(
        environment: ["TMUX": "/x,1,0", "TERM": "tmux-256color", "PATH": "\(tools):/usr/bin:/bin"], columns: 140)
      try terminal.wait(for: "web-1")
      try terminal.press("y", for: "Put into tmux's buffer")
      #expect(try String(contentsOfFile: "\(home.folder)/buffer", encoding: .utf8) == id)
      #expect(!FileManager.default.fileExists(atPath: "\(home.home)/clipboard.txt"))
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
