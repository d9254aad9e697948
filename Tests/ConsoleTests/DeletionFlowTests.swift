import Canvas
import Console
import Replication
import Testing

/// Deleting several rows and the last copy; what tasks refuse (S28, S36).
struct DeletionFlowTests {
  @Test("S36: several rows: last copies and what is being made stay and say why; only the others are asked for")
  func several() throws {
    var desk = Desk.inHongKong()
    desk.press(.character(" "), .down, .down, .down)
    desk.press(.up, .up, .character(" "), .character(" "))
    desk.press(.delete)
    #expect(desk.text.contains("1 can be deleted, 2 cannot."))
    #expect(desk.text.contains("still being made"))
    #expect(desk.text.contains("[ Delete ]"))
    desk.press(.tab, .enter)
    let deletion = desk.open.compactMap { if case .delete(let request, _) = $0 { request } else { nil } }.first
    #expect(try #require(deletion).ids == [Fixtures.id(1)])
  }

  @Test("S36: where none of the marked rows can go there is no button to press")
  func none() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character(" "), .character(" "), .delete)
    #expect(desk.text.contains("0 can be deleted, 2 cannot."))
    #expect(desk.text.contains("only verified copy; delete it by itself."))
    #expect(!desk.text.contains("[ Delete"))
  }

  @Test("S36: every refused row is reported with its own reason")
  func reported() throws {
    var desk = Desk.inHongKong()
    desk.backups[3] = Fixtures.backup("web-02-0413", 4, size: 120, replicas: [(Fixtures.bangkok, .available)])
    desk.backups[5] = Fixtures.backup("db-01-0413", 6, size: 212, replicas: [(Fixtures.bangkok, .available)])
    desk.send(.changed)
    desk.press(.down, .down, .down, .character(" "), .down, .character(" "), .delete, .tab, .enter)
    let number = try #require(desk.request { if case .delete(_, let request) = $0 { request } else { nil } })
    let refused = [4, 6].map {
      Refusal(code: .sourceLocked, message: "Locked, number \($0).", source: Fixtures.id($0))
    }
    desk.send(.deleted(Deletion(done: [], refused: refused), request: number))
    #expect(desk.text.contains("0 deleted, 2 refused."))
    #expect(desk.lines.contains { $0.contains("web-02-0413") && $0.contains("Locked, number 4.") })
    #expect(desk.lines.contains { $0.contains("db-01-0413") && $0.contains("Locked, number 6.") })
  }

  @Test("S36: the last copy's name has a field; a wrong name is told, the right one deletes")
  func lastCopy() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .delete)
    #expect(desk.lines.contains { $0.contains("│ [  ") })
    desk.type("web-02-0412")
    desk.press(.tab, .enter)
    #expect(desk.text.contains("! Type the name exactly: web-02-0413"))
    desk.press(.backspace)
    desk.type("3")
    #expect(!desk.text.contains("! Type"))
    desk.press(.enter)
    let confirmed = desk.open.compactMap { if case .delete(let request, _) = $0 { request.confirmed } else { nil } }
    #expect(confirmed == [["web-02-0413"]])
  }

  @Test("S16: why a task cannot be paused or retried fits beside the action, without the task's id")
  func tasks() throws {
    var desk = Desk.inHongKong()
    desk.press(.character("3"), .down, .character("m"))
    let pause = try #require(desk.lines.first { $0.contains("Pause") })
    #expect(pause.contains("The task has ended: succeeded."))
    #expect(!desk.text.contains("Task 0f1e2d3c"))
  }

  @Test("S48: a capacity without a unit asks for one; a long reason is said once")
  func capacity() {
    var desk = Desk.inHongKong()
    desk.vaults[0].reserved = 320 << 20
    desk.press(.character("1"), .character(":"))
    desk.type("expand")
    desk.press(.enter, .control("u"))
    desk.type("300")
    desk.press(.control("s"))
    #expect(desk.text.contains("! Add a unit, such as 300 GiB."))
    desk.press(.character("M"), .character("B"), .control("s"))
    #expect(desk.lines.filter { $0.contains("servers-hk holds") }.count == 1)
    #expect(desk.text.contains("delete from the vault"))
  }

  @Test("S62: before a region is chosen the traffic counts only the rows that can go")
  func traffic() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character(" "), .character(" "), .character("r"))
    #expect(desk.text.contains("1 can go, 1 cannot."))
    #expect(desk.text.contains("Traffic 120 GiB"))
  }
}
