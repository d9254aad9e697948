import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

@testable import TerminalSupport

/// Accounts that throttle and copies that stand still, by keyboard (issue 6, points 2 and 5).
@Suite(.serialized, .ownThreads)
struct TroubledConsoleTests {
  private typealias Key = PseudoTerminal.KeyCodes

  /// Opens the dialog of a vendor's usual row, says where to and presses OK.
  private static func submit(_ cloud: PlayedCloud, _ console: CloudConsole) throws {
    let terminal = console.terminal
    switch cloud {
    case .huawei:
      try console.find("web02")
      try terminal.press("r", for: "Create Replica ─")
      try terminal.wait(forAll: "Name of ap-southeast-3", "‹ replicas", "1 of 1", seconds: 120)
    case .tencent:
      try console.find("nightly 1")
      try terminal.press("r", for: "0/60")
      try terminal.press(Key.right, for: "1 of 2")
    }
  }

  private static func throttled(_ cloud: PlayedCloud) -> Reply {
    switch cloud {
    case .huawei:
      .json(#"{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached"}"#, status: 429)
    case .tencent:
      .json(
        #"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"too many"},"RequestId":"req-1"}}"#)
    }
  }

  @Test(
    "Throttled while OK is sent: it is said, keys stay alive, and it completes by itself",
    arguments: PlayedCloud.allCases)
  func throttled(_ cloud: PlayedCloud) async throws {
    let isThrottled = Mutex(false)
    let account = cloud.answers(moving: true)
    let console = try await CloudConsole(cloud) { request in
      isThrottled.withLock { $0 } ? Self.throttled(cloud) : await account(request)
    }
    let terminal = console.terminal
    try Self.submit(cloud, console)
    isThrottled.withLock { $0 = true }
    terminal.type(Key.submit)
    try terminal.wait(forAll: "Sending…", "The cloud wants fewer requests", seconds: 120)
    try terminal.press(Key.escape, for: "The request is on its way.")
    isThrottled.withLock { $0 = false }
    try terminal.wait(forAll: cloud == .huawei ? "Replicating to" : "Copying to", seconds: 120)
    try terminal.wait(forAll: "TARGET", "done", seconds: 120)
    try console.close()
  }

  @Test(
    "Throttled from the first request: it is said, help opens and closes, and the list arrives",
    arguments: PlayedCloud.allCases)
  func throttledList(_ cloud: PlayedCloud) async throws {
    let isThrottled = Mutex(true)
    let account = cloud.answers()
    let server = try await LoopbackServer { request in
      isThrottled.withLock { $0 } ? Self.throttled(cloud) : await account(request)
    }
    let home = try CommandHome()
    try cloud.add(to: home, at: server.url)
    let terminal = try home.console(["--context", "live"], environment: cloud.keys)
    try terminal.wait(forAll: "The cloud wants fewer requests", seconds: 120)
    try terminal.press("?", for: "┌─ Keys")
    try terminal.press(Key.escape, without: "┌─ Keys")
    isThrottled.withLock { $0 = false }
    try terminal.wait(forAll: cloud.name, seconds: 120)
    try terminal.quit()
    server.stop()
  }

  @Test("A copy that stands still says since when in pane and page, keys stay alive, and it ends once it goes on")
  func stuckReplica() async throws {
    let stage = HuaweiStage()
    stage.decide(.sticks)
    let console = try await CloudConsole(.huawei) { stage.answer($0) }
    let terminal = console.terminal
    try Self.submit(.huawei, console)
    terminal.type(Key.submit)
    try terminal.wait(forAll: "SOURCE  web02", "locked", "TARGET  web02", "40 %   since ", seconds: 120)
    try terminal.press("?", for: "┌─ Keys")
    try terminal.press(Key.escape, for: "40 %   since ")
    stage.unstick()
    try terminal.wait(forAll: "TARGET  web02", "done", seconds: 120)
    try console.close()
  }

  @Test("A snapshot's copy that stands still says since when, and ends once it goes on (S70)")
  func stuckCopy() async throws {
    let stage = TencentStage()
    let console = try await CloudConsole(.tencent) { await stage.reply(to: $0) }
    let terminal = console.terminal
    try Self.submit(.tencent, console)
    terminal.type(Key.submit)
    try terminal.wait(forAll: "Copying to", "TARGET", "0 %   since ", seconds: 120)
    stage.change("snap-made0001") { $0.percent = 60 }
    try terminal.wait(forAll: "60 %   since ", seconds: 120)
    stage.finish(copy: "snap-made0001")
    try terminal.wait(forAll: "TARGET", "done", seconds: 120)
    #expect(!terminal.screen.text.contains("locked"))
    try console.close()
  }
}
