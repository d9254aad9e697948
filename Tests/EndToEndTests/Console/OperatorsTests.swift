import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// Several consoles on one home see each other's work (S53, S54; design.md).
  @Suite struct OperatorsTests {
    @Test("What one operator does shows in the other's console, with who did it; OK on both makes one task")
    func twoConsoles() throws {
      let home = try CommandHome.backedUp()
      try home.setLinkRate("2MiB")
      let (first, second) = (try home.console(), try home.console())
      for terminal in [first, second] {
        try terminal.wait(for: "web-1")
        terminal.type("r")
        try terminal.wait(forAll: "Create Replica ─", "crossing after deduplication")
      }
      first.type(PseudoTerminal.KeyCodes.submit)
      try first.wait(for: "Replicating to West")
      second.type(PseudoTerminal.KeyCodes.submit)
      try second.wait(forAll: "Create Replica ─", "! ")
      #expect(try home.json("tasks", "list", "--kind", "replication").items.count == 1)
      second.type(PseudoTerminal.KeyCodes.escape)
      try second.wait("the dialog's end, or its question") { terminal in
        !terminal.screen.text.contains("Create Replica ─") || terminal.screen.text.contains("Discard")
      }
      if second.screen.text.contains("Discard") {
        second.type(PseudoTerminal.KeyCodes.tab)
        try second.wait(for: "▸[ Discard ]")
        second.type(PseudoTerminal.KeyCodes.enter)
      }
      try second.wait(forAll: "1 running", "TARGET  web-1", "writing", "locked")
      try second.press("3", for: "▐Tasks▌")
      try second.wait(for: "▌  Replication")
      second.type(PseudoTerminal.KeyCodes.enter)
      var host = [CChar](repeating: 0, count: 256)
      gethostname(&host, host.count - 1)
      let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      try second.wait(for: "manual, \(NSUserName())@\(name)")
      // The second takes over what the first lets go.
      try first.press("q", for: "Leave to the agent")
      first.type(PseudoTerminal.KeyCodes.enter)
      #expect(try first.end() == 0)
      try home.setLinkRate("off")
      try second.wait(forAll: "Succeeded", "verified")
      second.type("q")
      try second.wait(for: "▐Tasks▌")
      try second.quit()
      try home.expectNobodyLeft()
    }
  }
}
