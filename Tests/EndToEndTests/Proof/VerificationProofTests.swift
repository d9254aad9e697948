import Foundation
import Testing

@testable import TerminalSupport

/// Point 15 as an operator sees it: how far a verification is, and when something was found damaged.
@Suite(.ownThreads) struct VerificationProofTests {
  @Test("Point 15: a bad result is dated and shown, on the command line and in the console, until a good one")
  func badResult() throws {
    let home = try CommandHome.backedUp(mebibytes: 8)
    try flip(home)
    let start = Date()
    #expect(try home.run("backups", "verify", "web-1").status != 0)
    let shown = try home.json("backups", "show", "web-1")
    #expect(shown["verifiedAt"] == .null, "\(shown)")
    let date = try #require(ISO8601DateFormatter().date(from: shown["damagedAt"].text))
    #expect(abs(date.timeIntervalSince(start)) < 60)
    #expect(try home.run("backups", "show", "web-1").output.contains("found 20"))
    let terminal = try home.console(columns: 140)
    try terminal.wait(for: "web-1")
    try terminal.press(PseudoTerminal.KeyCodes.enter, for: "found damaged 20")
    try terminal.press(PseudoTerminal.KeyCodes.escape, without: "found damaged 20")
    try terminal.quit()
    try flip(home)
    try home.json("backups", "verify", "web-1")
    let mended = try home.json("backups", "show", "web-1")
    #expect(mended["damagedAt"] == .null && mended["verifiedAt"] != .null, "\(mended)")
    try home.expectNobodyLeft()
  }

  @Test("Point 15: on a terminal the verification of a store says how much of it was read")
  func percentage() throws {
    let home = try CommandHome.backedUp(mebibytes: 8)
    let terminal = try home.console(["store", "verify", "east"])
    try terminal.wait("the first progress") {
      String(decoding: $0.received, as: UTF8.self).contains("east: verifying, 0 %")
    }
  }

  /// Flips a byte in every pack of the east; done twice it is as it was.
  private func flip(_ home: CommandHome) throws {
    let folder = "\(home.folder)/east/packs"
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.contains("/") {
      let url = URL(fileURLWithPath: "\(folder)/\(name)")
      var bytes = try Data(contentsOf: url)
      bytes[100] ^= 1
      try bytes.write(to: url)
    }
  }
}
