import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Where there is no terminal, or none that is known (console.md, Terminals).
  @Suite struct NoTerminalTests {
    @Test(
      "Without a terminal the console says so and exits with 64",
      arguments: ["</dev/null", "<&-", ">/dev/null", "2>&1 | cat; exit ${PIPESTATUS[0]}"])
    func noTerminal(_ redirection: String) throws {
      let home = try CommandHome()
      let terminal = try PseudoTerminal(
        "/bin/bash", ["-c", "\"$0\" \(redirection)", CommandHome.program], environment: home.consoleEnvironment)
      #expect(try terminal.end() == 64)
      #expect(terminal.screen.text.contains("The console needs a terminal"))
      try terminal.expectRestored()
    }

    @Test("A terminal that cannot place its cursor is refused with 64", arguments: ["dumb", ""])
    func dumb(_ type: String) throws {
      let home = try CommandHome()
      let terminal = try home.console(environment: ["TERM": type], columns: 140)
      #expect(try terminal.end() == 64)
      #expect(terminal.screen.text.contains("TERM"))
      try terminal.expectRestored()
    }

    @Test("An unknown terminal works, with a notice", arguments: ["no-such-terminal", "xterm-nosuch"])
    func unknown(_ type: String) throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let terminal = try home.console(environment: ["TERM": type], columns: 140)
      try terminal.wait(forAll: "web-1", "Terminal type '\(type)' is not in this machine's terminfo")
      try terminal.press("?", for: "One row up")
      try terminal.press(PseudoTerminal.KeyCodes.escape, without: "One row up")
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(terminal.screen.surprises == [])
      #expect(terminal.lineModes == (try PseudoTerminal().lineModes))
    }
  }
}
