import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Lists much longer than a window: rows are fetched rarely and ahead, and thousands can be acted on together.
struct ManyRowsTests {
  private func desk(_ count: Int) -> Desk {
    var desk = Desk.inHongKong()
    desk.backups = WindowTests.many(count)
    desk.send(.changed)
    desk.log = []
    return desk
  }

  private func windows(_ log: [Effect]) -> [(anchor: Anchor, limit: Int)] {
    log.compactMap { if case .rows(_, let anchor, let limit, _) = $0 { (anchor, limit) } else { nil } }
  }

  @Test("moving on by rows asks for seven screens, once in five, most of them ahead; back likewise")
  func ahead() throws {
    var desk = desk(5_000)
    let height = desk.state.listHeight
    for _ in 0..<20 * height { desk.press(.down) }
    let down = windows(desk.log)
    #expect((2...5).contains(down.count), "\(down)")
    #expect(down.allSatisfy { $0.limit >= 7 * height })
    #expect(desk.text.contains("▌  b-\(20 * height)"))
    desk.log = []
    for _ in 0..<10 * height { desk.press(.up) }
    #expect((1...3).contains(windows(desk.log).count))
    #expect(desk.text.contains("▌  b-\(10 * height)"))
    #expect(!desk.text.contains("…"))
  }

  @Test("no row of any page is ever missing while pages are turned to the end and back")
  func pages() {
    var desk = desk(700)
    for key in Array(repeating: Key.pageDown, count: 80) + Array(repeating: Key.pageUp, count: 80) {
      desk.press(key)
      let empty = (0..<desk.state.listHeight).filter { desk.state.list.row(at: desk.state.list.top + $0) == nil }
      #expect(empty.isEmpty)
    }
  }

  @Test("* marks all of 6,000 filtered rows, and they go into one dialog")
  func marks() throws {
    var desk = desk(6_000)
    desk.press(.character("/"))
    desk.type("b-")
    desk.press(.enter, .character("*"))
    #expect(desk.text.contains("6000 marked"))
    desk.press(.character("u"), .character("*"), .character("r"))
    #expect(desk.text.contains("Source         6000 backups"))
    #expect(desk.state.form?.backups.count == 6_000)
  }

  @Test("what is too much to be marked at once says how many are")
  func tooMany() {
    var desk = desk(10_050)
    desk.press(.character("*"))
    #expect(desk.text.contains("10000 marked"))
    #expect(desk.text.contains("The first 10000 of 10050 rows are marked: no more go at once."))
  }

  @Test("which keys the footer names does not depend on how many rows of a list are marked")
  func footer() {
    var few = desk(3)
    var many = desk(3_000)
    for key in [Key.character("*"), .down] {
      few.press(key)
      many.press(key)
    }
    #expect(few.lines.last == many.lines.last)
  }
}
