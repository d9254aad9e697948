import Canvas
import Console
import Foundation
import Replication
import Testing

/// Messages that expire and are kept, the bell and the title, read-only contexts (issue 4, point 1).
struct MessageTests {
  private static func task(_ number: Int, _ status: TaskStatus, ended: Double? = nil) -> CloudTask {
    Fixtures.task(
      number, of: Fixtures.backups[3], to: Fixtures.singapore, status, ended: ended,
      error: status == .failed ? "Disk full." : nil)
  }

  @Test(
    "a message goes by itself after the time that is settled, errors after twice as long; M shows them all, searchable")
  func history() {
    var settled = Preferences()
    settled.notices = 3
    var desk = Desk.inHongKong(preferences: settled)
    desk.open = []
    desk.send(.notice(Notice("First thing")))
    #expect(desk.open.contains(.startTimer(.flash, after: .seconds(3))))
    desk.send(.timer(.flash))
    #expect(!desk.text.contains("First thing"))
    desk.send(.clock(Fixtures.now.addingTimeInterval(65)))
    desk.send(.notice(Notice("It broke", .error)))
    #expect(desk.open.contains(.startTimer(.flash, after: .seconds(6))))
    desk.send(.timer(.flash))
    desk.press(.character("M"))
    let lines = desk.lines
    let (first, last) = (lines.firstIndex { $0.contains("First thing") }, lines.firstIndex { $0.contains("It broke") })
    #expect(first != nil && last != nil && (last ?? 0) < (first ?? 0))
    #expect(desk.text.contains("09:07:00") && desk.text.contains("09:08:05"))
    desk.type("thing")
    #expect(!desk.text.contains("It broke") && desk.text.contains("First thing"))
    desk.press(.escape)
    #expect(desk.text.contains("It broke"))
    desk.press(.escape)
    #expect(!desk.text.contains("Messages"))
  }

  @Test("why a key does nothing is no message to keep")
  func answersToKeys() {
    var desk = Desk.inHongKong(readOnly: true)
    desk.press(.character("r"))
    #expect(desk.text.contains("Opened with --read-only."))
    desk.press(.character("M"))
    #expect(desk.text.contains("Nothing has been said yet."))
  }

  @Test("a replication that ends rings once, says so and stands in the title until a key; old ends are no news")
  func ends() {
    var desk = Desk.inHongKong()
    #expect(desk.frame.bells == 0 && desk.frame.title == "Farshore: demo, 1 running")
    let running = Self.task(20, .running)
    desk.send(.activity(Activity(running: 1, recent: [running])))
    desk.send(.clock(Fixtures.now.addingTimeInterval(60)))
    desk.send(.activity(Activity(recent: [Self.task(20, .success, ended: -50), Self.task(21, .success, ended: 500)])))
    #expect(desk.frame.bells == 1 && desk.text.contains("web-02-0413 is replicated to AP-Singapore and verified."))
    #expect(desk.frame.title == "Farshore: web-02-0413 is replicated to AP-Singapore and verified.")
    desk.send(.activity(Activity(recent: [Self.task(20, .success, ended: -50)])))
    #expect(desk.frame.bells == 1)
    desk.press(.down)
    #expect(desk.frame.title == "Farshore: demo")
    desk.send(.activity(Activity(recent: [Self.task(22, .success, ended: -55), Self.task(23, .failed, ended: -55)])))
    #expect(desk.frame.bells == 2 && desk.text.contains("2 replications have ended: 1 verified, 1 not."))
  }

  @Test("bell and title can be switched off")
  func silent() {
    var settled = Preferences()
    (settled.bell, settled.title) = (false, false)
    var desk = Desk.inHongKong(preferences: settled)
    desk.send(.activity(Activity(recent: [Self.task(20, .failed, ended: -50)])))
    #expect(desk.frame.bells == 0 && desk.frame.title == nil && desk.text.contains("could not be replicated"))
    #expect(!desk.frame.mouse)
    settled.mouse = true
    #expect(Desk.inHongKong(preferences: settled).frame.mouse)
  }

  @Test("theme and read-only follow the context; the reason names what made it so")
  func contexts() {
    var settled = Preferences()
    settled.contexts = ["prod": .init(theme: "light", readOnly: true)]
    var desk = Desk.inHongKong(preferences: settled)
    #expect(desk.frame.theme.name == "default" && !desk.lines[0].contains("read-only"))
    desk.send(.context("prod", .embedded))
    #expect(desk.frame.theme.name == "light" && desk.lines[0].contains("read-only"))
    desk.press(.escape, .down, .down, .down, .character("r"))
    #expect(desk.text.contains("The context prod is read-only by config.yaml."))
    desk.press(.character("T"), .down, .enter)
    #expect(desk.open.contains(.remember(.theme("high-contrast", context: "prod"))))
    desk.send(.context("demo", .embedded))
    #expect(desk.frame.theme.name == "default")
    desk.send(.context("prod", .embedded))
    #expect(desk.frame.theme.name == "high-contrast")
    settled.readOnly = true
    settled.contexts = ["demo": .init(readOnly: false)]
    desk = Desk.inHongKong(preferences: settled)
    #expect(!desk.lines[0].contains("read-only"))
  }

  @Test("with clock: on the clock and the ages go on by the minute while nothing is heard; without, nothing wakes")
  func clock() {
    var desk = Desk.inHongKong()
    #expect(!desk.open.contains { if case .startTimer(.minute, _) = $0 { true } else { false } })
    var settled = Preferences()
    settled.clock = true
    desk.open = []
    desk.send(.settings(settled, themes: ThemeLibrary.offers, readOnly: nil))
    #expect(desk.open.contains { if case .startTimer(.minute, _) = $0 { true } else { false } })
    #expect(desk.text.contains("09:07"))
    desk.send(.clock(Fixtures.now.addingTimeInterval(185)))
    desk.open = []
    desk.send(.timer(.minute))
    #expect(desk.text.contains("09:10"))
    // Fixtures begin at a full minute: five seconds of this one are over.
    #expect(desk.open == [.startTimer(.minute, after: .milliseconds(55_020))])
  }

  @Test(
    "read-only: every action that changes something is refused with its reason, in the menu too; leaving asks nothing")
  func readOnly() {
    var desk = Desk.inHongKong(columns: 120, rows: 40, readOnly: true)
    for tab in ["1", "2", "3"] {
      desk.press(.character(Character(tab)), .down)
      for key in [Key.character("r"), .delete] {
        desk.press(key)
        #expect(!desk.text.contains("[ Cancel ]") && !desk.text.contains("[ No ]"))
      }
      desk.press(.character("m"))
      #expect(desk.text.contains("Opened with --read-only."))
      desk.press(.escape)
    }
    desk.press(.character("q"))
    #expect(desk.open.last == .quit(.plain))
    let changes = desk.log.filter {
      ["delete", "steer", "createReplicas", "copySnapshots"].contains(DialogButtonTests.name($0))
    }
    #expect(changes.isEmpty)
  }
}
