import Canvas
import Console
import Foundation
import Replication
import Testing

/// Lists are windows: what moving, filtering and refreshing ask for.
struct WindowTests {
  static func many(_ count: Int) -> [Backup] { (0..<count).map { Fixtures.backup("b-\($0)", 10_000 + $0) } }

  private func rowEffects(_ effects: [Effect]) -> Int {
    effects.filter { if case .rows = $0 { true } else { false } }.count
  }

  @Test("moving inside the window costs no effect; near its edge the next one is asked for once")
  func prefetch() {
    var desk = Desk.inHongKong()
    desk.backups = Self.many(1000)
    desk.send(.changed)
    desk.log = []
    for _ in 0..<30 { desk.press(.down) }
    #expect(rowEffects(desk.log) == 0)
    for _ in 0..<40 { desk.press(.down) }
    #expect((1...4).contains(rowEffects(desk.log)))
    #expect(desk.text.contains("▌  b-70"))
    desk.press(.character("G"))
    #expect(desk.text.contains("▌  b-999"))
    desk.press(.character("g"))
    #expect(desk.text.contains("▌  b-0 "))
  }

  @Test("the cursor follows its row when rows come and go")
  func follows() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down)
    desk.backups.insert(Fixtures.backup("new-1", 500), at: 0)
    desk.backups.remove(at: 2)
    desk.send(.changed)
    #expect(desk.lines.contains { $0.contains("▌  web-02-0413") })
    desk.backups.removeAll { $0.name == "web-02-0413" }
    desk.send(.changed)
    #expect(desk.lines.contains { $0.contains("▌  ") })
  }

  @Test("late answers are dropped; overlapping refreshes make one request")
  func late() {
    var desk = Desk.inHongKong()
    desk.answersReads = false
    desk.send(.changed)
    desk.send(.changed)
    desk.send(.changed)
    #expect(rowEffects(desk.open) == 1)
    let before = desk.text
    desk.send(.rows(.backups(Window(rows: [], offset: 0, total: 0)), request: 9999))
    desk.send(.counts(ServiceCounts(servers: 99), request: 0))
    #expect(desk.text == before)
  }

  @Test("filter as you type, with its count; Esc clears it")
  func filter() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web-")
    #expect(desk.text.contains("8 of 12"))
    desk.type("zz")
    #expect(desk.text.contains("No name, id, resource or vault here contains"))
    desk.press(.escape)
    #expect(desk.text.contains("数据库"))
  }

  @Test("the pane follows the cursor by a timer of 150 ms, not by the key")
  func paneTimer() {
    var desk = Desk.inHongKong()
    _ = desk.take()
    desk.log = []
    desk.press(.down)
    #expect(desk.open.contains(.startTimer(.pane, after: .milliseconds(150))))
    #expect(!desk.log.contains { if case .tasks = $0 { true } else { false } })
    desk.fireTimers()
    #expect(desk.log.contains { if case .tasks(Fixtures.backups[1].id, _, _) = $0 { true } else { false } })
  }

  @Test("nothing repaints merely because time passes")
  func clock() {
    var desk = Desk.inHongKong()
    let before = desk.frame
    desk.send(.clock(Fixtures.now.addingTimeInterval(3600)))
    #expect(desk.frame == before)
    desk.press(.down)
    #expect(desk.lines[0].hasSuffix("10:07"))
  }

  @Test("failed, empty and loading lists say so in words")
  func words() {
    var desk = Desk.inHongKong()
    desk.backups = []
    desk.send(.changed)
    #expect(desk.text.contains("No backups here yet."))
    desk.answersReads = false
    desk.press(.character("1"))
    #expect(desk.text.contains("Reading the catalog"))
    let number = desk.request { if case .rows(_, _, _, let number) = $0 { number } else { nil } }
    let explanation = Explanation(code: "catalog-busy", message: "The catalog is busy.", next: "Try again.")
    desk.send(.failed(explanation, request: number))
    #expect(desk.text.contains("The catalog is busy. Try again."))
  }

  @Test("Space, * and u mark rows; Create Replica on marked rows says how many can go and why the others cannot")
  func bulk() {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.press(.character("*"))
    #expect(desk.text.contains("12 marked"))
    desk.press(.character("u"), .down, .character(" "), .character(" "), .character(" "), .character("r"), .right)
    desk.fireTimers()
    #expect(desk.text.contains("Source         3 backups"))
    #expect(desk.text.contains("can go"))
    #expect(desk.lines.contains { $0.contains("1 web-01-0414") })
  }

  @Test("read-only: everything that changes something is refused, and says why")
  func readOnly() {
    var desk = Desk.inHongKong(readOnly: true)
    #expect(desk.lines.last?.contains("Create Replica") == false)
    desk.press(.down, .down, .down, .character("r"))
    #expect(desk.text.contains("read-only"))
    #expect(!desk.text.contains("┌─ Create Replica"))
  }
}

extension WindowTests {
  @Test("a late failure says nothing; one that is waited for does")
  func lateFailure() {
    var desk = Desk.inHongKong()
    let explanation = Explanation(code: "x", message: "It broke.", next: "Mend it.")
    desk.send(.failed(explanation, request: 424_242))
    #expect(!desk.text.contains("It broke."))
    desk.send(.failed(explanation, request: nil))
    #expect(desk.text.contains("! It broke. Mend it."))
  }
}
