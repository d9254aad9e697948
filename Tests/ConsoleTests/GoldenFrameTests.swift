import Canvas
import Console
import Foundation
import Replication
import Testing

/// Whole screens as text files; RECORD_FRAMES=1 writes them, and a recording run fails.
struct GoldenFrameTests {
  struct Scene: Sendable, CustomStringConvertible {
    let name: String
    /// Dialogs and pages at the two usual sizes, what gives up parts of itself where room is short at all.
    var sizes = GoldenFrameTests.sizes
    let play: @Sendable (inout Desk) -> Void

    var description: String { name }
  }

  static let scenes = screens + dialogs + policies + choosers + lists + states

  private static let screens: [Scene] = [
    Scene(name: "backups") {
      $0.press(.down); $0.fireTimers()
    },
    Scene(name: "picker") { $0.press(.character("R")) },
    Scene(name: "menu") { $0.press(.down, .down, .down, .down, .character("m")) },
    Scene(name: "dialog-bad-name") { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right)
      desk.fireTimers()
      desk.press(.backTab, .backTab, .backTab, .backTab, .control("u"))
      desk.type("web-02.0413")
      desk.press(.tab)
    },
    Scene(name: "dialog-ready") { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right)
      desk.fireTimers()
    },
    Scene(name: "snapshot-dialog") { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"), .character("r"), .right)
    },
    Scene(name: "tasks") { $0.press(.character("3")) },
    Scene(name: "vaults") { $0.press(.character("1")) },
    Scene(name: "page") { $0.press(.down, .enter) },
    Scene(name: "help") { $0.press(.character("?")) },
    Scene(name: "coverage") { $0.press(.character("4"), .down, .right, .right) },
    Scene(name: "coverage-resources") { $0.press(.character("4"), .character("b"), .down, .down, .right) },
    Scene(name: "coverage-snapshots") {
      $0.press(.character("]"), .character("]"), .character("]"), .character("3"), .right, .right, .right)
    },
    Scene(name: "wide-pane") { desk in
      desk.tasks = WidePaneTests.tasks()
      desk.send(.changed)
      desk.press(.character("w"))
      WidePaneTests.run(&desk, seconds: 30)
    },
    Scene(name: "wide-pane-tails") { desk in
      desk.tasks = Array(WidePaneTests.tasks().suffix(8))
      desk.tasks[0].bytesDone = desk.tasks[0].bytesTotal
      desk.tasks[0].phase = .verifying
      (desk.tasks[1].phase, desk.tasks[1].bytesDone) = (.publishing, desk.tasks[1].bytesTotal)
      (desk.tasks[2].status, desk.tasks[2].error) = (
        .interrupted, "No space left on /srv/bangkok. Free some and resume."
      )
      desk.tasks[3].phase = .stalled
      desk.send(.changed)
      desk.send(.clock(Fixtures.now.addingTimeInterval(12)))
      desk.tasks[0].bytesTransferred = 1
      desk.send(.changed)
      desk.press(.character("w"))
    },
    Scene(name: "coverage-many") { desk in
      desk.press(.character("4"))
      let many = (1...40).map { Fixtures.region("r-\($0)", "Region \($0)x", projects: ["p"]) }
      desk.send(.regions(Fixtures.regions + many))
      for _ in 0..<20 { desk.press(.right) }
    },
    Scene(name: "preflight-two") { desk in
      desk.press(.character("*"), .character("r"), .right, .control("n"))
      desk.fireTimers()
    },
    Scene(name: "preflight") { desk in
      desk.press(.character("*"), .character("r"), .right)
      desk.fireTimers()
    },
    Scene(name: "preflight-table") { desk in
      desk.press(.character("*"), .character("r"), .right)
      desk.fireTimers()
      desk.press(.control("t"))
    },
    Scene(name: "delete") { $0.press(.character("*"), .delete) },
    Scene(name: "filter-unreadable") {
      $0.press(.character("/"))
      $0.type("web size:>x")
    },
    Scene(name: "filter-help") { $0.press(.character("/"), .function(1)) },
    Scene(name: "sort") { $0.press(.character("=")) },
    Scene(name: "columns") { $0.press(.character("c"), .down, .down, .down, .down, .character(" "), .character("J")) },
    Scene(name: "export") { $0.press(.character("e")) },
    Scene(name: "palette") {
      $0.press(.character(":"))
      $0.type("the")
    },
    Scene(name: "help-search") {
      $0.press(.character("?"))
      $0.type("copy")
    },
    Scene(name: "messages") {
      $0.send(.notice(Notice("3 rows were exported to /home/me/.config/farshore/exports/backups-20260414.csv")))
      $0.send(.clock(Fixtures.now.addingTimeInterval(95)))
      $0.send(.notice(Notice("web-02-0413 could not be replicated to AP-Singapore. Disk full.", .error)))
      $0.send(.timer(.flash))
      $0.press(.character("M"))
    },
    Scene(name: "replica-menu") { desk in
      RestoreFlowTests.showReplica(&desk)
      desk.press(.character("m"))
    },
    Scene(name: "server-dialog") { desk in
      RestoreFlowTests.showReplica(&desk)
      desk.images = [RestoreFlowTests.image(1, of: desk.backups[0])]
      RestoreFlowTests.choose("Create Server", &desk)
    },
    Scene(name: "lag-board") { desk in
      desk.press(.character("L"))
      RestoreFlowTests.answerLag(&desk)
    },
    Scene(name: "images") { desk in
      desk.images = Fixtures.images
      desk.press(.character("I"), .down)
    },
    Scene(name: "audit") { $0.press(.character("A"), .down) },
    Scene(name: "themes") { $0.press(.character("T"), .down) },
  ]

  static let sizes = [(80, 24), (140, 45), (60, 16), (40, 10), (39, 9)]
  static let usualSizes = [(80, 24), (140, 45)]

  @Test("frames equal the recorded ones", arguments: scenes, sizes)
  func frames(_ scene: Scene, _ size: (Int, Int)) throws {
    guard scene.sizes.contains(where: { $0 == size }) else { return }
    for glyphs in [GlyphSet.unicode, .ascii] {
      var desk = Desk.inHongKong(columns: size.0, rows: size.1, glyphs: glyphs)
      scene.play(&desk)
      let text = desk.text
      #expect(desk.lines.allSatisfy { Display.width(of: $0) <= size.0 })
      if glyphs == .ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
      try Self.compare(text, "\(scene.name)-\(size.0)x\(size.1)\(glyphs == .ascii ? "-ascii" : "")")
    }
  }

  @Test("the style layer of two frames equals the recorded one", arguments: ["backups", "dialog-bad-name"])
  func styles(_ name: String) throws {
    let scene = try #require(Self.scenes.first { $0.name == name })
    var desk = Desk.inHongKong()
    scene.play(&desk)
    let frame = desk.frame
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let roles = Role.allCases
    var lines = (0..<frame.size.rows).map { row in
      String(
        (0..<frame.size.columns).map { column -> Character in
          let cell = frame[column, row]
          if cell.style == .text { return cell.style.selected ? "#" : "." }
          guard let index = roles.firstIndex(of: cell.style.role) else { return "?" }
          return letters[index]
        })
    }
    lines += roles.enumerated().map { "\(letters[$0]) \($1.rawValue)" }
    try Self.compare(lines.joined(separator: "\n"), "\(name)-80x24-styles")
  }

  /// Compares a text with the recorded one of a name, or records it.
  static func compare(_ text: String, _ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Frames/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_FRAMES"] == "1" {
      try Data((text + "\n").utf8).write(to: file)
      Issue.record("recorded \(name)")
      return
    }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text + "\n" == recorded, "\(name)")
  }
}
