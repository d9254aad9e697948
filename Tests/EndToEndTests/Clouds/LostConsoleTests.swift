import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

@testable import TerminalSupport

/// Accounts and regions that go out of reach while the console is open, by keyboard (issue 6, point 5).
@Suite(.serialized, .ownThreads)
struct LostConsoleTests {
  private typealias Key = PseudoTerminal.KeyCodes

  private static func expired(_ cloud: PlayedCloud) -> Reply {
    switch cloud {
    case .huawei:
      .json(
        #"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: the security token has "#
          + #"expired","request_id":"req-1"}"#, status: 401)
    case .tencent:
      .json(
        #"{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"The token is invalid."},"#
          + #""RequestId":"req-1"}}"#)
    }
  }

  /// Begins a copy that stands still, lets the credentials expire, and then the copy go on with new ones.
  private static func follow(
    _ cloud: PlayedCloud, _ answer: @escaping @Sendable (WireRequest) async -> Reply,
    submit: (CloudConsole) throws -> Void, goOn: () -> Void
  ) async throws {
    let isExpired = Mutex(false)
    let console = try await CloudConsole(cloud, columns: 140, rows: 45) { request in
      isExpired.withLock { $0 } ? Self.expired(cloud) : await answer(request)
    }
    let terminal = console.terminal
    try submit(console)
    terminal.type(Key.submit)
    try terminal.wait(forAll: "TARGET", " %   since ", seconds: 120)
    isExpired.withLock { $0 = true }
    try terminal.wait(
      forAll: "What is in flight cannot be followed", "temporary credentials have expired", " %   not asked since ",
      ": credentials refused", seconds: 120)
    #expect(!terminal.screen.text.contains(PlayedCloud.secret))
    isExpired.withLock { $0 = false }
    goOn()
    try terminal.wait(forAll: "TARGET", "done", seconds: 180)
    #expect(!terminal.screen.text.contains("not asked since"))
    try console.close()
  }

  @Test("Credentials that expire while a replication is followed are told in its row, and it ends with new ones")
  func expiredHuawei() async throws {
    let stage = HuaweiStage()
    stage.decide(.sticks)
    try await Self.follow(
      .huawei, { stage.answer($0) },
      submit: { console in
        try console.find("web02")
        try console.terminal.press("r", for: "Create Replica ─")
        try console.terminal.wait(forAll: "Name of ap-southeast-3", "‹ replicas", "1 of 1", seconds: 120)
      }, goOn: { stage.unstick() })
  }

  @Test("Credentials that expire while a snapshot's copy is followed are told in its row, and it ends with new ones")
  func expiredTencent() async throws {
    let stage = TencentStage()
    try await Self.follow(
      .tencent, { await stage.reply(to: $0) },
      submit: { console in
        try console.find("nightly 1")
        try console.terminal.press("r", for: "0/60")
        try console.terminal.press(Key.right, for: "1 of 2")
      }, goOn: { stage.finish(copy: "snap-made0001") })
  }

  @Test(
    "A region that was out of reach comes back by itself while the console is open", arguments: PlayedCloud.allCases)
  func region(_ cloud: PlayedCloud) async throws {
    let isLost = Mutex(true)
    let account = cloud.answers()
    let project = try #require(HuaweiStage.projects["ap-southeast-3"])
    let console = try await CloudConsole(cloud, columns: 140, rows: 45) { request in
      let isThere =
        cloud == .huawei
        ? request.target.contains(project) : request.header("X-TC-Region") == "ap-singapore"
      return isThere && isLost.withLock { $0 } ? .hangUp : await account(request)
    }
    let terminal = console.terminal
    try terminal.wait(forAll: cloud.name, seconds: 120)
    try terminal.press("R", for: "┌─")
    try terminal.wait(forAll: "out of reach", seconds: 180)
    isLost.withLock { $0 = false }
    try terminal.wait(seconds: 180, "the region") { !$0.screen.text.contains("out of reach") }
    try terminal.press(Key.escape, without: "┌─")
    try console.close()
  }
}
