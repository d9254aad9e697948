import Canvas
import Console
import Foundation
import Replication
import Testing

/// The frame: sizes, contexts, services, themes' selection, quitting.
struct FrameTests {
  @Test("below 80 columns the left column goes, below 20 rows the pane, below 40×10 a sentence; nothing is lost")
  func shrinking() {
    var desk = Desk.inHongKong(columns: 80, rows: 24)
    #expect(desk.text.contains("BACKUP & RECOVERY") && desk.text.contains(" SOURCE  web"))
    desk.send(.input(.resize(Size(columns: 79, rows: 24))))
    #expect(!desk.text.contains("BACKUP & RECOVERY") && desk.text.contains(" SOURCE  web"))
    desk.send(.input(.resize(Size(columns: 79, rows: 19))))
    #expect(!desk.text.contains(" SOURCE  web"))
    desk.press(.down, .down, .down, .character("r"), .right)
    desk.send(.input(.resize(Size(columns: 39, rows: 9))))
    #expect(desk.text.trimmingCharacters(in: .whitespacesAndNewlines) == "Enlarge the terminal")
    desk.send(.input(.resize(Size(columns: 80, rows: 24))))
    #expect(desk.text.contains("‹ AP-Bangkok"))
  }

  @Test("any size draws, and every event at any size")
  func anySize() {
    for columns in [0, 1, 20, 40, 41, 59, 80, 200] {
      for rows in [0, 1, 9, 10, 11, 19, 24, 70] {
        // What lies over the frame is drawn alike over all of them; the corners are enough for it.
        let isCorner = [0, 20, 41, 200].contains(columns) && [0, 9, 11, 70].contains(rows)
        for scene in GoldenFrameTests.scenes where isCorner || scene.sizes.count > 2 {
          var desk = Desk.inHongKong(columns: columns, rows: rows)
          scene.play(&desk)
          #expect(desk.frame.size == Size(columns: columns, rows: rows))
        }
      }
    }
  }

  @Test("S49: another context is opened from the picker; late answers of the old one are dropped")
  func contexts() {
    var desk = Desk.inHongKong()
    desk.press(.character("R"))
    desk.type("prod")
    desk.press(.enter)
    #expect(desk.open.contains(.switchContext("prod")))
    desk.send(.context("prod", .tencentCBS))
    #expect(desk.lines[0].contains("prod ▸ All regions"))
    #expect(desk.text.contains("Region and project"))
    desk.press(.escape)
    #expect(desk.text.contains("BLOCK STORAGE") && !desk.text.contains("BACKUP & RECOVERY"))
  }

  @Test("a service the region lacks is greyed and says so")
  func missingService() {
    var desk = Desk(scope: Scope(region: Fixtures.shanghai.id))
    desk.backups = []
    desk.send(.changed)
    #expect(desk.text.contains("Servers: not offered in Shanghai."))
    desk.press(.left)
    desk.press(.down, .down, .down)
    #expect(desk.text.contains("▐Snapshots▌"))
  }

  @Test("quitting while tasks run offers agent, pause, stay; with none it just quits")
  func quitting() {
    var desk = Desk.inHongKong()
    desk.press(.character("q"), .enter)
    #expect(desk.open.contains(.quit(.leaveToAgent)))
    desk.tasks = []
    desk.send(.changed)
    desk.press(.character("q"))
    #expect(desk.open.contains(.quit(.plain)))
  }

  @Test("the selection bar follows the theme: the whole row, or a marker alone")
  func selection() {
    let row = Desk.inHongKong()
    #expect((21..<80).allSatisfy { $0 == 21 || row.frame[$0, 6].style.selected })
    let marker = Desk.inHongKong(theme: "mono")
    #expect((0..<80).allSatisfy { !marker.frame[$0, 6].style.selected })
    #expect(marker.lines[6].contains("▌  web-01-0412"))
  }

  @Test("the palette finds every action by name and completes as one types")
  func palette() {
    var desk = Desk.inHongKong()
    desk.press(.character(":"))
    desk.type("theme")
    desk.press(.enter)
    #expect(desk.text.contains("┌─ Theme"))
  }

  @Test("a page shows all fields and leads to vault, replicas and tasks; Esc comes back")
  func pages() {
    var desk = Desk.inHongKong(rows: 45)
    desk.press(.enter, .down, .down, .down, .down, .enter)
    #expect(desk.text.contains("Vault  servers-hk"))
    desk.press(.escape)
    #expect(desk.text.contains("Backup  web-01-0412"))
    desk.press(.escape)
    #expect(desk.text.contains("▐Backups▌"))
  }

  @Test("a line of a page that is broken leads on from each of its parts, and is marked once")
  func brokenLink() throws {
    var desk = Desk.inHongKong()
    desk.press(.character("3"), .enter)
    let source = try #require(desk.lines.firstIndex { $0.contains("Source    web-01-0413") })
    #expect(desk.lines[source].contains("›") && !desk.lines[source + 1].contains("›"))
    let first = try #require(desk.lines.firstIndex { $0.contains("▌") && $0.contains("ID ") })
    for _ in first...source { desk.press(.down) }
    #expect(desk.lines[source + 1].contains("▌") && desk.lines.last?.contains("Enter Open") == true)
    desk.press(.enter)
    #expect(desk.text.contains("Backup  web-01-0413"))
  }

  @Test("the cursor stands where is typed, else hidden on the selected row, for screen readers")
  func cursor() {
    var desk = Desk.inHongKong()
    desk.press(.down)
    #expect(desk.frame.cursor == Frame.Position(column: 21, row: 7) && !desk.frame.cursorVisible)
    desk.press(.character("/"))
    desk.type("web")
    #expect(desk.frame.cursor == Frame.Position(column: 29, row: 4) && desk.frame.cursorVisible)
    desk.press(.enter, .character("R"))
    desk.type("ba")
    #expect(desk.frame.cursorVisible)
    desk.press(.escape, .escape, .down, .down, .character("q"))
    #expect(!desk.frame.cursorVisible)
  }
}

extension FrameTests {
  @Test("notices of the start are shown one after the other, the worst first")
  func notices() {
    var state = ConsoleState(
      setup: ConsoleSetup(
        size: Size(columns: 80, rows: 24), themes: ThemeLibrary.offers, context: "demo",
        requester: Fixtures.requester, scope: .everything, now: Fixtures.now,
        notices: [Notice("rebuilt"), Notice("mine.yaml:2:3: broken", .error)]))
    let effects = update(&state, .started)
    #expect(effects.contains { if case .startTimer(.flash, _) = $0 { true } else { false } })
    #expect(view(state).text.contains("! mine.yaml:2:3: broken"))
    _ = update(&state, .timer(.flash))
    #expect(view(state).text.contains("rebuilt"))
    _ = update(&state, .timer(.flash))
    #expect(!view(state).text.contains("rebuilt"))
  }
}
