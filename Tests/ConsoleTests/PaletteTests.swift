import Canvas
import Console
import Foundation
import Replication
import Testing

/// The palette with completion and history, the key table that is searched, themes with a preview (issue 4, point 1).
struct PaletteTests {
  @Test("Tab completes as far as all names agree, then to the row under the cursor")
  func completion() {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.press(.character(":"))
    desk.type("them")
    desk.press(.tab)
    #expect(desk.text.contains("/ Theme"))
    desk.type(": hi")
    #expect(desk.text.contains("/ Theme: high-contrast"))
    desk.press(.tab, .enter)
    #expect(desk.frame.theme.name == "high-contrast")
    desk.press(.character(":"))
    desk.type("go to snap")
    desk.press(.enter)
    #expect(desk.text.contains("data-01 nightly"))
    desk.press(.character(":"))
    desk.type("sort by siz")
    desk.press(.enter)
    #expect(desk.text.contains("size ↓"))
    desk.press(.character(":"))
    desk.type("region bkk")
    desk.press(.enter)
    #expect(desk.lines[0].contains("AP-Bangkok"))
  }

  @Test("what was chosen last stands first, and : Enter does it again")
  func history() {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.press(.character(":"))
    #expect(!desk.text.contains("RECENT"))
    desk.type("reverse")
    desk.press(.enter)
    #expect(desk.text.contains("created ↑"))
    desk.press(.character(":"))
    desk.type("sort by name")
    desk.press(.enter, .character(":"), .down, .enter)
    #expect(desk.text.contains("name ↓"))
    desk.press(.character(":"), .enter)
    #expect(desk.text.contains("name ↑"))
  }

  @Test("every action of the frame that has a name is in the palette, with its reason where it is refused")
  func complete() {
    var desk = Desk.inHongKong(columns: 140, rows: 45, readOnly: true)
    desk.press(.character(":"))
    desk.type("create replica")
    #expect(desk.text.contains("Opened with --read-only."))
    desk.press(.enter)
    #expect(desk.text.contains("Commands"))
  }

  @Test("P saves the screen as text, y offers the ids of the marked rows")
  func takingOut() {
    var desk = Desk.inHongKong()
    let text = desk.text
    desk.press(.character("P"))
    #expect(desk.open.contains(.saveScreen(text)))
    desk.press(.character("y"))
    #expect(desk.open.contains(.copyText(Fixtures.backups[0].id)))
    desk.press(.character(" "), .character(" "), .character("y"))
    #expect(desk.open.contains(.copyText(Fixtures.backups[0].id + "\n" + Fixtures.backups[1].id)))
  }

  @Test("? is searched by typing; Esc first shows all again")
  func help() {
    var desk = Desk.inHongKong(columns: 100, rows: 40)
    desk.press(.character("?"))
    desk.type("clipboard")
    #expect(desk.text.contains("Send the id to the terminal's clipboard") && !desk.text.contains("One row down"))
    desk.type(" zz")
    #expect(desk.text.contains("Nothing matches."))
    desk.press(.escape)
    #expect(desk.text.contains("One row down"))
    desk.press(.pageDown, .down, .up, .end, .home, .escape)
    #expect(!desk.text.contains("One row down"))
    desk.press(.function(1))
    desk.send(.input(.paste("quit")))
    #expect(desk.text.contains("One step back, or quit") && !desk.text.contains("One row up"))
    desk.press(.enter)
    #expect(!desk.text.contains("One step back, or quit"))
  }

  @Test(
    "moving in the chooser of themes shows each; Esc, ^C and a filter that is left go back",
    arguments: [Key.escape, .control("c")])
  func preview(_ leave: Key) {
    var desk = Desk.inHongKong()
    desk.press(.character("T"))
    desk.type("mono")
    #expect(desk.frame.theme.name == "mono")
    desk.press(.control("u"), .down)
    #expect(desk.frame.theme.name == "light")
    desk.press(leave)
    #expect(
      desk.frame.theme.name == "default" && !desk.open.contains { if case .remember = $0 { true } else { false } })
  }
}
