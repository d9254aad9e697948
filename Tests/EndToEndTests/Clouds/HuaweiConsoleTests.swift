import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

@testable import TerminalSupport

/// A live account of Huawei Cloud by keyboard (issue 6).
@Suite(.serialized, .ownThreads)
struct HuaweiConsoleTests {
  private typealias Key = PseudoTerminal.KeyCodes

  /// Opens the dialog on a row and chooses its vault.
  private func openReplica(_ console: CloudConsole) throws {
    try console.find("web02")
    try console.terminal.press("r", for: "Create Replica ─")
    try console.terminal.wait(forAll: "Name of ap-southeast-3", "‹ replicas", "1 of 1", seconds: 120)
  }

  private func submitReplica(_ console: CloudConsole) throws {
    try openReplica(console)
    console.terminal.type(Key.submit)
    try console.terminal.wait(forAll: "Replicating to", "SOURCE  web02", seconds: 120)
  }

  @Test("S38, S53, S71: list, r, Create Replica, polled until the replica is Available, there and back")
  func replicate() async throws {
    let stage = HuaweiStage()
    let console = try await CloudConsole(.huawei) { stage.answer($0) }
    let terminal = console.terminal
    try submitReplica(console)
    try terminal.wait(forAll: "TARGET  web02", "done", "●", seconds: 120)
    #expect(!terminal.screen.text.contains("locked") && stage.replications == 1)
    try terminal.press("o", for: "Name of ap-southeast-3 ▸")
    try terminal.wait(forAll: "▌  web02", "Available")
    try terminal.press("o", for: "▌  web02               SOU")
    try console.close()
  }

  @Test("A replication that fails says so beside its source, with the cloud's reason and code (S73)")
  func failure() async throws {
    let stage = HuaweiStage()
    stage.decide(.fails)
    let console = try await CloudConsole(.huawei) { stage.answer($0) }
    let terminal = console.terminal
    try submitReplica(console)
    try terminal.wait(
      forAll: "1 failed", "Failed", "The destination vault is full.", "BackupService.6129", seconds: 120)
    #expect(stage.replications == 1)
    try console.close()
  }

  @Test("Credentials that expire are named in the dialog with what to do next, and what was filled in stays")
  func expired() async throws {
    let stage = HuaweiStage()
    let isExpired = Mutex(false)
    let console = try await CloudConsole(.huawei) { request in
      guard isExpired.withLock({ $0 }) else { return stage.answer(request) }
      return .json(#"{"error_code":"APIGW.0307","error_msg":"The token has expired."}"#, status: 401)
    }
    let terminal = console.terminal
    try openReplica(console)
    isExpired.withLock { $0 = true }
    terminal.type(Key.submit)
    try terminal.wait(forAll: "The token has expired. (APIGW.0307)", "temporary keys", "[ web02", seconds: 120)
    #expect(stage.replications == 0)
    console.server.stop()
  }

  @Test("A policy is made by its form, and the cloud keeps it")
  func policy() async throws {
    let stage = HuaweiStage()
    let console = try await CloudConsole(.huawei) { stage.answer($0) }
    let terminal = console.terminal
    try terminal.wait(forAll: "web02", seconds: 120)
    terminal.type("pn")
    try terminal.wait(forAll: "Lies in *     ‹ Name of", "Region *      ‹ Name of", seconds: 120)
    terminal.type("nightly")
    terminal.type(Key.submit)
    try terminal.wait(forAll: "nightly was created", seconds: 120)
    #expect(stage.definition("nightly")["destination_region"] == "ap-southeast-3")
    #expect(stage.patterns("nightly") == ["FREQ=DAILY;INTERVAL=1;BYHOUR=02;BYMINUTE=00"])
    // Applied to the one vault of its region, whose replicas go into the vault that fits.
    try terminal.wait(forAll: "▌nightly", "none; a applies it", seconds: 120)
    try terminal.press("a", for: "Apply nightly to")
    try terminal.wait(forAll: "[ ] vault-servers", "replicas into replicas")
    terminal.type(Key.enter)
    try terminal.wait(forAll: "nightly was applied to the vault.", seconds: 120)
    #expect(stage.applications("nightly") == ["vault-servers>replicas"])
    try terminal.wait(forAll: "[x] vault-servers", seconds: 120)
    try terminal.press(Key.escape, for: "NEXT (UTC)")
    try terminal.press(Key.escape, for: "▐Backups▌")
    try console.close()
  }
}
