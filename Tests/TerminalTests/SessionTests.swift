import Foundation
import Testing

@testable import TerminalSupport

/// A whole session on a real terminal (issue 2, 5; console.md, Terminals).
@Suite struct SessionTests {
  @Test(
    "keys come through and frames are shown as drawn",
    arguments: ["xterm-256color", "xterm", "screen-256color", "vt100"])
  func keys(type: String) throws {
    let expected = NSTemporaryDirectory() + "fixture-frame-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: expected) }
    let terminal = try Fixture.start(environment: ["TERM": type, "FIXTURE_FRAME": expected])
    for (typed, shown) in [
      ("\u{1B}[B", "Key.down"), ("\u{1B}OB", "Key.down"), ("é", "character(\"é\")"), ("\u{1B}", "Key.escape"),
      ("\u{3}", "control(\"c\")"),
      ("\u{13}", "control(\"s\")"), ("\u{1B}[15~", "function(5)"), ("\u{1B}[200~x\ny\u{1B}[201~", "paste(3)"),
    ] {
      terminal.type(typed)
      try terminal.wait(for: "last: ")
      try terminal.wait(shown) { $0.screen.line(1).contains(shown) }
      let frame = try String(contentsOfFile: expected, encoding: .utf8)
      try terminal.wait("the frame as drawn") { $0.screen.text == frame }
    }
    #expect(terminal.screen.surprises.isEmpty)
    terminal.type("q")
    #expect(try terminal.end() == 0)
  }

  @Test("start-up asks the terminal nothing, and switches on only what it switches off again")
  func startUp() throws {
    let terminal = try Fixture.start()
    let text = String(decoding: terminal.received, as: UTF8.self)
    for query in ["\u{1B}[c", "\u{1B}[>", "\u{1B}[6n", "\u{1B}[?u", "\u{1B}P", "\u{1B}]1", "$p"] {
      #expect(!text.contains(query))
    }
    #expect(terminal.screen.modes.isSuperset(of: [1049, 2004]))
    #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
    terminal.type("mtb")
    try terminal.wait("mouse, title and bell") { $0.screen.modes.contains(1006) && $0.screen.bells == 1 }
    #expect(terminal.screen.title == "fixture ␛ title")
    terminal.type("\u{1B}[<0;7;3M")
    try terminal.wait(for: "click(column: 6, row: 2)")
    terminal.type("o")
    try terminal.wait("the clipboard command") { $0.screen.commands == ["52;c;YQ=="] }
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(terminal.screen.modes == VirtualScreen.usualModes)
  }

  @Test("nothing is written while nothing changes, also on work that shows nothing")
  func idle() throws {
    let terminal = try Fixture.start()
    terminal.type("\u{1B}[B\u{1B}[B")
    try terminal.wait("the bar on row 6") { $0.screen.cursor.row == 6 }
    // A redraw is a sure end of what went before.
    terminal.type("\u{0C}")
    try terminal.wait(for: "control(\"l\")")
    #expect(terminal.readAvailable(within: 0.3) == 0)
  }

  @Test("a hundred kilobytes pasted arrive whole and at once")
  func paste() throws {
    let terminal = try Fixture.start()
    let text = String(repeating: "name-备份\n", count: 10_000)
    terminal.type("\u{1B}[200~\(text)\u{1B}[201~")
    try terminal.wait(for: "last: paste(\(text.utf8.count))")
  }

  @Test("resizes arrive with the newest size and repaint")
  func resize() throws {
    let terminal = try Fixture.start()
    for (columns, rows) in [(100, 30), (40, 10), (132, 43), (10, 5), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.wait("\(columns)x\(rows)") {
        $0.screen.line(rows - 1).hasPrefix("──") && $0.screen.line(0).hasPrefix(" FIXTURE ".prefix(columns - 1))
      }
    }
    try terminal.wait(for: "FIXTURE 80x24")
    #expect(terminal.screen.surprises.isEmpty)
  }

  @Test("a terminal that was smaller for a moment, and lost what lay outside, is painted anew")
  func momentarilySmaller() throws {
    let terminal = try Fixture.start()
    for _ in 0..<20 {
      terminal.resize(columns: 4, rows: 24)
      terminal.resize(columns: 80, rows: 24)
      try terminal.wait(for: "FIXTURE 80x24")
    }
  }

  @Test("two thousand wakes a second from another thread make few frames and none is lost")
  func wakes() throws {
    let terminal = try Fixture.start()
    let before = terminal.received.count
    terminal.type("w")
    try terminal.wait(for: "ticks 400")
    #expect(terminal.received.count - before < 4000)
  }

  @Test("keys are read while the terminal takes no output, and the newest frame is shown when it does again")
  func stalled() throws {
    let log = NSTemporaryDirectory() + "fixture-log-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let terminal = try Fixture.start(environment: ["FIXTURE_LOG": log], columns: 200, rows: 60)
    // Nobody reads: redraws fill the line until it takes no more.
    var typed = 0
    for _ in 0..<60 {
      let key: [UInt8] = [0x0C]
      typed += write(terminal.master, key, 1)
      usleep(2000)
    }
    #expect(write(terminal.master, Array("z".utf8), 1) == 1)
    let deadline = Date().addingTimeInterval(20)
    var read = ""
    while !read.hasSuffix("character(\"z\"))"), Date() < deadline {
      usleep(2000)
      read = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    }
    #expect(read.hasSuffix("character(\"z\"))"))
    try terminal.wait(for: "last: key(Canvas.Key.character(\"z\"))")
    terminal.type("q")
    #expect(try terminal.end() == 0)
  }

  @Test("^L paints over what something else wrote")
  func redraw() throws {
    let terminal = try Fixture.start()
    let before = terminal.received.count
    terminal.type("\u{0C}")
    try terminal.wait("a full repaint") { $0.received.count - before > 1000 }
    #expect(terminal.screen.line(0).hasPrefix(" FIXTURE 80x24"))
  }

  @Test(
    "a type unknown to terminfo falls back and says so",
    arguments: ["xterm-nowhere", "alacritty-nowhere", "nonsense", "a/b"])
  func unknownType(type: String) throws {
    let terminal = try Fixture.start(environment: ["TERM": type], columns: 132)
    #expect(terminal.screen.line(2).contains("Terminal type '\(type)' is not in this machine's terminfo"))
    #expect(terminal.screen.line(2).contains(type.hasPrefix("x") || type.hasPrefix("al") ? "xterm-256color" : "vt100"))
  }

  @Test(
    "locale, NO_COLOR and --ascii decide glyphs and colours",
    arguments: [
      (["LC_ALL": "C.UTF-8"], [], "unicode full"), (["LC_ALL": "C"], [], "ascii full"),
      (["LC_ALL": "", "LC_CTYPE": "", "LANG": "xx_YY.UTF-8"], [], "unicode full"),
      (["LC_ALL": "xx_YY"], [], "ascii full"),
      (["NO_COLOR": "1"], [], "unicode mono"), (["NO_COLOR": ""], [], "unicode full"), ([:], ["--ascii"], "ascii full"),
      (["TERM": "xterm"], [], "unicode eight"), (["TERM": "vt100"], [], "unicode mono"),
    ] as [([String: String], [String], String)])
  func surroundings(environment: [String: String], arguments: [String], summary: String) throws {
    let terminal = try Fixture.start(arguments, environment: environment)
    #expect(terminal.screen.line(0).contains(summary))
    if summary.hasPrefix("ascii") { #expect(terminal.received.allSatisfy { $0 < 0x80 }) }
    if summary.hasSuffix("mono") {
      let pens = Set((0..<24).flatMap { row in (0..<80).map { terminal.screen.cell(column: $0, row: row).pen } })
      #expect(pens.isSubset(of: ["", "7"]))
    }
  }

  @Test("without a terminal that can do it there is one sentence and status 64", arguments: ["dumb", ""])
  func refused(type: String) throws {
    let terminal = try PseudoTerminal(Fixture.path, environment: Fixture.environment(["TERM": type]), columns: 200)
    #expect(try terminal.end() == 64)
    #expect(terminal.screen.line(0).contains(type.isEmpty ? "TERM is not set" : "'dumb' cannot place its cursor"))
    #expect(terminal.screen.line(1).isEmpty)
  }
}
