import Canvas
import Console
import Foundation
import Replication
import Testing

/// The filter line (issue 4, point 1): what is typed narrows the list at once; what cannot be read says why.
struct FilterTests {
  private static func filters(_ desk: Desk) -> [RowFilter] {
    desk.log.compactMap { if case .rows(let listing, _, _, _) = $0 { listing.filter } else { nil } }
  }

  @Test("every key that changes the meaning asks for rows; one that does not asks for none")
  func asYouType() throws {
    var desk = Desk.inHongKong()
    desk.log = []
    desk.press(.character("/"))
    desk.type("!status:err size:>1g")
    let last = try RowFilter.parse("!status:err size:>1g", for: .backups(.server), now: Fixtures.now)
    #expect(Self.filters(desk).last == last)
    // `!`, `!status:` and `size:` ask nothing yet, and `s`, `st`, … are texts until the colon.
    let texts = Self.filters(desk).compactMap(\.plainText).filter { !$0.isEmpty }
    #expect(texts.isEmpty)
    desk.log = []
    desk.press(.left, .right, .home, .end)
    #expect(Self.filters(desk).isEmpty)
  }

  @Test("what cannot be read says why on the message line and keeps the last rows; the next key takes the words away")
  func unreadable() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web size:")
    let rows = Array(desk.lines[4...8])
    desk.log = []
    desk.type(">x")
    #expect(desk.text.contains("size: \"x\" cannot be read. Write a size such as size:>1g"))
    #expect(Self.filters(desk).isEmpty)
    #expect(Array(desk.lines[5...8]) == Array(rows[1...]) && desk.lines[4].contains("! web size:>x"))
    desk.press(.enter)
    #expect(desk.text.contains("cannot be read") && desk.frame.cursorVisible)
    desk.press(.backspace)
    desk.type("1m")
    #expect(!desk.text.contains("cannot be read") && Self.filters(desk).count == 2, "\(Self.filters(desk))")
    desk.press(.enter)
    #expect(desk.text.contains("/ web size:>1m") && !desk.frame.cursorVisible)
    desk.press(.escape)
    #expect(Self.filters(desk).last == .everything && !desk.text.contains("/ web"))
  }

  @Test("a filter of several terms that keeps nothing says so, and the line is kept when the list is left")
  func nothingKept() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("\"zz\"")
    #expect(desk.text.contains("Esc clears"))
    desk.press(.enter, .character("1"), .character("2"), .character("/"))
    #expect(desk.text.contains("/ \"zz\""))
  }

  @Test("regions can be named by the codes lists show")
  func codes() {
    var desk = Desk.inHongKong()
    desk.press(.character("3"), .character("/"))
    desk.log = []
    desk.type("to:bkk,dub")
    let expected = FilterTerm(.words(.to, [.text(Fixtures.bangkok.id), .text("dub")]))
    #expect(Self.filters(desk).last?.terms == [expected])
  }

  @Test("ages count from the moment the rows are asked for")
  func ages() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("age:<1d")
    desk.press(.enter)
    let before = Self.filters(desk).last
    desk.log = []
    desk.send(.clock(Fixtures.now.addingTimeInterval(7_200)))
    desk.send(.changed)
    guard case .made(let then?, nil) = before?.terms.first?.test,
      case .made(let now?, nil) = Self.filters(desk).last?.terms.first?.test
    else {
      Issue.record("\(desk.log)")
      return
    }
    #expect(now.timeIntervalSince(then) == 7_200)
    #expect(desk.text.contains("/ age:<1d"))
  }

  @Test(
    "Tab completes names of fields and their words; what would be added stands dim behind the cursor",
    arguments: [
      ("st", "status:"), ("web !sta", "web !status:"), ("status:av", "status:available"), ("kind:r", "kind:replica"),
      ("region:x,ap", "region:x,ap-southeast-1"), ("zz", nil), ("s", nil), ("", nil),
      ("colour:r", nil),
    ])
  func completion(_ typed: String, _ expected: String?) {
    var desk = Desk.inHongKong(columns: 100)
    desk.press(.character("/"))
    desk.type(typed)
    if let expected { #expect(desk.lines[4].contains("/ \(expected) ")) }
    desk.press(.tab, .enter)
    #expect(typed.isEmpty || typed.hasPrefix("colour") || desk.lines[4].contains("/ \(expected ?? typed) "))
  }

  @Test("Tab behind a whole word goes on to the next one, all of them and around; the screens' Paused is among them")
  func rounds() {
    var desk = Desk.inHongKong(columns: 100)
    desk.press(.character("/"))
    desk.type("web status:")
    var seen: [String] = []
    repeat {
      desk.press(.tab)
      seen.append(desk.lines[4].split(separator: " ").first { $0.hasPrefix("status:") }.map(String.init) ?? "")
    } while seen.count < 20 && seen.last != "status:available" || seen.count < 2
    #expect(seen.first == "status:available" && seen.last == "status:available" && seen.count < 20)
    #expect(seen.contains("status:paused") && seen.contains("status:error"))
  }

  @Test("F1 in the line shows how filters are written and which fields there are; Esc comes back to it")
  func help() {
    var desk = Desk.inHongKong(columns: 100, rows: 30)
    desk.press(.character("/"), .function(1))
    #expect(desk.text.contains("Fields here") && desk.text.contains("resource"))
    desk.press(.escape)
    desk.type("web-")
    #expect(desk.text.contains("8 of 12"))
  }
}
