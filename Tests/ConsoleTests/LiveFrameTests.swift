import Canvas
import Console
import Foundation
import Replication
import Testing

/// Whole screens of live accounts, as `GoldenFrameTests` has those of the engine (issue 6, point 5).
struct LiveFrameTests {
  struct Scene: Sendable, CustomStringConvertible {
    let name: String
    var profile = ProviderProfile.huaweiCBR
    let play: @Sendable (inout Desk) -> Void

    var description: String { name }
  }

  static let scenes: [Scene] = [
    Scene(name: "live-unasked") { desk in
      running(&desk)
      desk.send(.looked([desk.tasks[1].id: refused]))
      desk.send(.timer(.flash))
    },
    // Source and target side by side, one that goes on and one that stands still.
    Scene(name: "live-pane") { running(&$0) },
    Scene(name: "live-wide-pane") { desk in
      running(&desk)
      desk.press(.character("w"))
    },
    Scene(name: "live-task") { desk in
      running(&desk)
      desk.press(.character("3"), .enter)
    },
    Scene(name: "live-page") { $0.press(.down, .enter) },
    Scene(name: "live-menu") { $0.press(.down, .down, .down, .down, .character("m")) },
    // One region answers, one is out of reach, one was never read.
    Scene(name: "live-picker") { desk in
      readings(&desk)
      desk.press(.character("R"), .down)
    },
    Scene(name: "live-choose-region") { desk in
      readings(&desk)
      desk.press(.down, .down, .down, .character("r"), .up, .up, .enter, .down)
    },
    Scene(name: "live-dialog-checking") { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right)
    },
    Scene(name: "live-dialog-refused") { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right, .control("s"))
      let number = desk.request { if case .createReplicas(_, let number) = $0 { number } else { nil } }
      let words = "The maximum capacity of the destination vault has been reached. (BackupService.6129, request req-7)"
      let refusal = Refusal(code: .vaultCapacity, message: words, field: .vault, region: Fixtures.singapore.id)
      if let number { desk.send(.admitted(Admission(refused: [refusal]), request: number)) }
    },
    Scene(name: "live-throttled") { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right, .control("s"))
      desk.send(.notice(Notice("The cloud wants fewer requests; what is asked of it waits and goes on.", .warning)))
    },
    Scene(name: "live-policies-missing") { desk in
      readings(&desk)
      desk.press(.character("p"))
      PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
    },
    Scene(name: "live-policies-silent") { desk in
      desk.press(.character("p"))
      let silent = [Fixtures.bangkok.id: "access denied"]
      PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers], silent: silent))
    },
    Scene(name: "live-policy-early") { desk in
      desk.press(.character("p"), .character("n"))
      desk.type("nightly")
      desk.press(.control("s"))
    },
    Scene(name: "live-unread") { desk in
      (desk.backups, desk.vaults, desk.snapshots, desk.tasks) = ([], [], [], [])
      desk.press(.character("R"), .home, .enter)
      desk.send(.regions([]))
      desk.send(.unread(clock))
    },
    Scene(name: "live-being-read") { desk in
      (desk.backups, desk.vaults, desk.snapshots, desk.tasks) = ([], [], [], [])
      desk.press(.character("R"), .home, .enter)
      desk.send(.regions([]))
      desk.press(.character("R"))
    },
    Scene(name: "live-empty") { desk in
      (desk.backups, desk.tasks) = ([], [])
      desk.send(.changed)
    },
    Scene(name: "live-snapshot-partial", profile: .tencentCBS) { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"), .character("r"), .right)
      desk.press(.tab, .enter, .control("s"))
      let number = desk.request { if case .copySnapshots(_, let number) = $0 { number } else { nil } }
      var task = Fixtures.task(9, of: Fixtures.backups[0], to: Fixtures.bangkok, .waiting)
      task.type = .copy
      task.target = TaskEndpoint(id: "snap-zz99yy88", name: "x", region: Fixtures.bangkok.id)
      let refusal = Refusal(
        code: .snapshotQuota, message: "InsufficientSnapshotQuota: Insufficient snapshot quota (request req-1)",
        field: .region, region: Fixtures.singapore.id)
      if let number { desk.send(.admitted(Admission(tasks: [task], refused: [refusal]), request: number)) }
    },
  ]

  private static let refused = Explanation(
    code: "credentials-refused", message: "Show backup: the security token has expired (APIGW.0301, request req-1).",
    next: "The temporary credentials have expired or lack their token; get new ones.")

  private static let clock = Explanation(
    code: "credentials-refused",
    message: "List projects: Incorrect IAM authentication information: x-sdk-date expired (APIGW.0301, request req-1)",
    next: "This machine's clock is 60 minutes behind the cloud's, which refuses signatures older or newer than 15 "
      + "minutes. Set the clock: timedatectl set-ntp true lets the network do it.")

  /// Two replications of a live cloud, the older of them at 60 % for two hours.
  private static func running(_ desk: inout Desk) {
    func task(_ number: Int, _ backup: Int, _ region: Region, percent: Int64, since seconds: Double) -> CloudTask {
      var task = Fixtures.task(number, of: Fixtures.backups[backup], to: region, .running)
      (task.bytesTransferred, task.rate, task.bytesTotal, task.bytesDone) = (nil, nil, 100, percent)
      task.noteProgress(since: nil, now: Fixtures.now.addingTimeInterval(-seconds))
      return task
    }
    desk.tasks = [
      task(1, 1, Fixtures.bangkok, percent: 35, since: 60), task(2, 1, Fixtures.singapore, percent: 60, since: 7_200),
    ]
    desk.send(.changed)
    desk.press(.down)
    desk.fireTimers()
  }

  private static func readings(_ desk: inout Desk) {
    var regions = Fixtures.regions
    regions[0].refreshedAt = Fixtures.now.addingTimeInterval(-20)
    regions[1].refreshedAt = Fixtures.now.addingTimeInterval(-5_400)
    regions[1].unreachable =
      "List vaults in ap-southeast-2: cbr.ap-southeast-2.myhuaweicloud.com does not answer within 60 seconds."
    regions[2].refreshedAt = nil
    desk.send(.regions(regions))
  }

  @Test("frames of live accounts equal the recorded ones", arguments: scenes, GoldenFrameTests.usualSizes)
  func frames(_ scene: Scene, _ size: (Int, Int)) throws {
    for glyphs in [GlyphSet.unicode, .ascii] {
      var desk = Desk(
        columns: size.0, rows: size.1, glyphs: glyphs, scope: Scope(region: Fixtures.hongKong.id),
        profile: scene.profile)
      scene.play(&desk)
      #expect(desk.lines.allSatisfy { Display.width(of: $0) <= size.0 })
      if glyphs == .ascii { #expect(desk.text.utf8.allSatisfy { $0 < 0x80 }) }
      try GoldenFrameTests.compare(
        desk.text, "\(scene.name)-\(size.0)x\(size.1)\(glyphs == .ascii ? "-ascii" : "")")
    }
  }
}
