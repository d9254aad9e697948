import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

@testable import TerminalSupport

/// A machine whose clock is off by more than the clouds bear (issue 6, point 2).
@Suite(.serialized, .ownThreads)
struct WrongClockTests {
  /// What a cloud answers whose time is another one, as its emulator does.
  private static func refusal(_ cloud: PlayedCloud, aheadBy seconds: Double) -> Reply {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = .gmt
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let date = WireRequest.Header("Date", format.string(from: Date(timeIntervalSinceNow: seconds)))
    switch cloud {
    case .huawei:
      return .json(
        #"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: x-sdk-date expired, "#
          + #"more than 15 minutes from the server's time","request_id":"req-1"}"#, status: 401, headers: [date])
    case .tencent:
      return .json(
        #"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"Signature expired. Timestamp and "#
          + #"server time cannot differ by more than five minutes."},"RequestId":"req-1"}}"#, headers: [date])
    }
  }

  @Test(
    "Commands and the check say how far it is off, in which direction, and how to mend it",
    arguments: PlayedCloud.allCases, [3_600.0, -5_400])
  func sentence(_ cloud: PlayedCloud, _ ahead: Double) async throws {
    let server = try await LoopbackServer { _ in Self.refusal(cloud, aheadBy: ahead) }
    defer { server.stop() }
    let home = try CommandHome()
    try cloud.add(to: home, at: server.url)
    for command in [["--context", "live"] + cloud.list, ["contexts", "check", "live"]] {
      let failed = try home.start(command, environment: cloud.keys).wait(seconds: 120)
      #expect(failed.status == (command[0] == "contexts" ? 1 : 69), "\(command): \(failed.output)\(failed.errors)")
      let said = failed.output + failed.errors
      let offset = ahead > 0 ? "60 minutes behind the cloud's" : "90 minutes ahead of the cloud's"
      #expect(said.contains("This machine's clock is \(offset)"), "\(command): \(said)")
      #expect(said.contains("timedatectl set-ntp true") && !said.contains(PlayedCloud.secret), "\(said)")
    }
  }

  @Test("A console on an account that was never read says the same, and reads it once the clock is right")
  func console() async throws {
    let cloud = PlayedCloud.huawei
    let isWrong = Mutex(true)
    let account = cloud.answers()
    let server = try await LoopbackServer { request in
      isWrong.withLock { $0 } ? Self.refusal(cloud, aheadBy: 3_600) : await account(request)
    }
    defer { server.stop() }
    let home = try CommandHome()
    try cloud.add(to: home, at: server.url)
    let terminal = try home.console(["--context", "live"], environment: cloud.keys)
    try terminal.wait(forAll: "60 minutes behind", "timedatectl set-ntp true", seconds: 120)
    #expect(!terminal.screen.text.contains("regions add"))
    isWrong.withLock { $0 = false }
    try terminal.wait(forAll: cloud.name, seconds: 120)
    try terminal.quit()
  }
}
