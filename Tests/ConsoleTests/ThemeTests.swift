import Canvas
import Foundation
import Replication
import Testing

@testable import Console

struct ThemeTests {
  @Test("the built-in names are the files of Themes/, and every file can be read")
  func names() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Themes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.resolvingSymlinksInPath().path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(Set(files) == Set(ThemeLibrary.names.map { $0 + ".yaml" }))
    #expect(ThemeLibrary.builtIn.map(\.name) == ThemeLibrary.names)
    #expect(ThemeLibrary.offers.map(\.name) == ThemeLibrary.names)
  }

  @Test("coloured themes name every role; the default keeps the terminal's background")
  func complete() {
    for theme in ThemeLibrary.builtIn where theme.name != "mono" {
      #expect(theme.inks[.full]?.count == Role.allCases.count, "\(theme.name)")
    }
    #expect(ThemeLibrary.builtIn[0].inks[.full]?[.text]?.background == .standard)
  }

  @Test(
    "a broken theme is reported with file and line",
    arguments: [
      ("roles:\n  text: {8: puce}\n", 2, "puce"),
      ("roles:\n  txet: {8: red}\n", 2, "txet"),
      ("roles:\n  text: {8: 12}\n", 2, "12"),
      ("roles:\n  text: {7: red}\n", 2, "depth"),
      ("selection: diagonal\nroles:\n  text: {8: red}\n", 1, "selection"),
      ("roles:\n  text: {8: red on}\n", 2, "on"),
      ("roles:\n  text: {mono: red}\n", 2, "mono"),
      ("roles: [\n", 2, ""),
      ("just words", 1, "mapping"),
      ("", 1, "empty"),
      ("colours: {}\n", 1, "colours"),
    ])
  func broken(_ text: String, _ line: Int, _ word: String) {
    do {
      _ = try ThemeLibrary.parse(text, name: "mine", file: "mine.yaml")
      Issue.record("it was read")
    } catch {
      guard case .broken(let file, let at, _, let problem) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(file == "mine.yaml")
      #expect(at == line || text.hasPrefix("roles: ["))
      #expect(word.isEmpty || problem.contains(word))
      #expect(error.explanation.message.hasPrefix("mine.yaml:"))
    }
  }

  @Test("missing depths take the next lower one's form")
  func fallbacks() throws {
    let theme = try ThemeLibrary.parse("roles:\n  text: {8: red bold, mono: bold}\n", name: "x", file: "x")
    #expect(theme.inks[.full]?[.text] == Ink(.index(1), on: .standard, .bold))
    #expect(theme.inks[.mono]?[.text] == Ink(.standard, on: .standard, .bold))
  }

  @Test("T switches live and remembers; Esc goes back to the theme before")
  func switching() {
    var desk = Desk.inHongKong()
    desk.press(.character("T"), .down)
    #expect(desk.frame.theme.name == "light")
    desk.press(.escape)
    #expect(desk.frame.theme.name == "default")
    desk.press(.character("T"), .down, .enter)
    #expect(desk.frame.theme.name == "light")
    #expect(desk.open.contains(.remember(.theme("light", context: "demo"))))
  }

  @Test("a start reads the theme that is shown, and no other")
  func lazy() {
    let other = ThemeOffer(name: "other") {
      Issue.record("read without need")
      return nil
    }
    let shown = ThemeOffer(name: "light") { ThemeLibrary.builtIn[1] }
    let setup = ConsoleSetup(
      size: Size(columns: 80, rows: 24), themes: [other, shown], theme: "light", context: "demo",
      requester: Fixtures.requester, now: Fixtures.now)
    #expect(view(ConsoleState(setup: setup)).theme.name == "light")
  }
}
