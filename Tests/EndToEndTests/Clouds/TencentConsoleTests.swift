import CloudSupport
import Foundation
import Testing

@testable import TerminalSupport

/// A live account of Tencent Cloud by keyboard (issue 6).
@Suite(.serialized, .ownThreads)
struct TencentConsoleTests {
  private typealias Key = PseudoTerminal.KeyCodes

  @Test("S18: a copy to two regions, one of which refuses: the other is made, and the dialog says which and why")
  func partial() async throws {
    let stage = TencentStage()
    stage.moveWhenLookedAt()
    stage.limit("ap-hongkong", to: 0)
    let console = try await CloudConsole(.tencent) { await stage.reply(to: $0) }
    let terminal = console.terminal
    try console.find("nightly 1")
    try terminal.press("r", for: "0/60")
    try terminal.press(Key.right, for: "1 of 2")
    try terminal.press(Key.tab + Key.enter, for: "‹ Region ap-hongkong")
    #expect(terminal.screen.text.contains("‹ Region ap-singapore"))
    try terminal.press(Key.submit, for: "InsufficientSnapshotQuota")
    try terminal.wait(forAll: "! ap-hongkong: ", "1 started; this one was refused.", seconds: 120)
    #expect(!terminal.screen.text.contains("checking…") && !terminal.screen.text.contains("working out"))
    // What was started is nothing that leaving the dialog could discard.
    try terminal.press(Key.escape, without: "Cross-region replication ─")
    #expect(!terminal.screen.text.contains("Discard"))
    try terminal.wait(forAll: "TARGET", "Region ap-singapore", "done", seconds: 120)
    let copy = try #require(stage.rows.first { $0.isCopy })
    #expect(copy.region == "ap-singapore" && copy.state == "NORMAL" && stage.rows.count { $0.isCopy } == 1)
    try terminal.press("o", for: "▌  Copied snap-sou")
    try terminal.wait(forAll: "Region ap-singapore ▸", "Normal")
    try console.close()
  }
}
