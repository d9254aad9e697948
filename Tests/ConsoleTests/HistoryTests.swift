import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// What is remembered from console to console, and settings that change while one is open (issue 4, point 1).
struct HistoryTests {
  @Test("a filter that was kept is remembered; ^P brings it back in a later console, ^N goes on to an empty line")
  func filters() {
    var desk = Desk.inHongKong()
    for text in ["web-", "db"] {
      desk.press(.character("/"))
      desk.type(text)
      desk.press(.enter, .escape)
    }
    #expect(desk.log.contains(.keep(.filter("web-"))) && desk.log.contains(.keep(.filter("db"))))
    var later = Desk.inHongKong()
    later.state.history = desk.state.history
    later.press(.character("/"), .control("p"))
    #expect(later.text.contains("/ db"))
    later.press(.control("p"))
    #expect(later.text.contains("/ web-") && later.text.contains("8 of 12"))
    later.press(.control("p"), .control("n"))
    #expect(later.text.contains("/ db"))
    later.press(.control("n"))
    #expect(!later.text.contains("/ db"))
  }

  @Test("a filter that is opened again is selected: typing takes its place, a cursor key keeps it, Esc clears it")
  func reopened() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web-")
    desk.press(.enter, .character("/"))
    #expect(desk.state.filter?.isSelected == true && desk.text.contains("/ web-") && desk.text.contains("8 of 12"))
    desk.type("db")
    #expect(desk.state.list.typed == "db" && desk.text.contains("1 of 12"))
    desk.press(.control("p"))
    #expect(desk.state.list.typed == "web-" && desk.state.filter?.isSelected == false)
    desk.press(.enter, .character("/"), .end)
    desk.type("01")
    #expect(desk.state.list.typed == "web-01")
    desk.press(.enter, .character("/"), .enter)
    #expect(desk.state.list.typed == "web-01", "Enter alone keeps it")
    desk.press(.character("/"), .backspace)
    #expect(desk.state.list.typed.isEmpty && desk.state.filter != nil)
    desk.press(.escape, .character("/"))
    desk.type("web")
    desk.press(.enter, .character("/"))
    desk.send(.input(.paste("db")))
    #expect(desk.state.list.typed == "db")
    desk.press(.escape)
    #expect(desk.state.list.typed.isEmpty && desk.state.filter == nil)
  }

  @Test("a filter that was given up is not remembered")
  func givenUp() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web")
    desk.press(.escape)
    #expect(!desk.log.contains(.keep(.filter("web"))))
  }

  @Test("commands of former consoles stand first in the palette")
  func commands() {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.state.history.add(.command("Reverse"))
    desk.press(.character(":"))
    #expect(desk.text.contains("RECENT"))
    desk.press(.enter)
    #expect(desk.text.contains("created ↑") && desk.log.contains(.keep(.command("Reverse"))))
  }

  @Test("a history is bounded in number and length, whatever a file says, and holds nothing twice")
  func bounds() throws {
    var history = ConsoleHistory()
    for number in 0..<300 { history.add(.filter("name-\(number)")) }
    history.add(.filter("name-299"))
    history.add(.command(String(repeating: "x", count: ConsoleHistory.longest + 1)))
    #expect(history.filters.count == ConsoleHistory.limit && history.filters.prefix(2) == ["name-299", "name-298"])
    #expect(history.commands.isEmpty)
    let long = "{\"filters\":[\(Array(repeating: "\"a\"", count: 5_000).joined(separator: ","))]}"
    let read = try JSONDecoder().decode(ConsoleHistory.self, from: Data(long.utf8))
    #expect(read.filters.count == ConsoleHistory.limit && read.commands.isEmpty)
  }

  @Test("settings that change outside are taken in at once and said; a theme that is being looked at stays")
  func settings() {
    var desk = Desk.inHongKong(columns: 120)
    var preferences = Preferences()
    preferences.theme = "light"
    desk.send(.settings(preferences, themes: ThemeLibrary.offers, readOnly: "Forbidden."))
    #expect(desk.frame.theme.name == "light" && desk.text.contains("were read again"))
    desk.press(.character("r"))
    #expect(desk.text.contains("Forbidden."))
    desk.press(.character("T"), .down)
    let looked = desk.frame.theme.name
    desk.send(.settings(Preferences(), themes: ThemeLibrary.offers, readOnly: nil))
    #expect(desk.frame.theme.name == looked)
    desk.press(.escape)
    #expect(desk.frame.theme.name == "default")
  }

  @Test("the palette reads settings again by name")
  func reload() {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.press(.character(":"))
    desk.type("reload")
    desk.press(.enter)
    #expect(desk.open.contains(.reloadSettings))
  }
}
