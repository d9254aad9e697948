import Canvas
import Foundation
import Testing

@testable import Terminal
@testable import TerminalSupport

/// Frames as curses puts them on a terminal (issue 2, 5: never half-drawn, hostile names harmless; console.md, Terminals).
@Suite(.serialized) struct ScreenTests {
  private static let names = [
    "web-01", "备份-东京", "e\u{301}clair", "\u{1B}]0;x\u{7}", "\u{202E}gpj", "👨‍👩‍👧", "a\tb", "שלום", "ｗ", "z\u{300}\u{301}",
    "\u{9B}31m",
    "─│●◐⇄", "",
  ]

  /// A screen and the terminal that shows its bytes.
  private struct Pair {
    let screen: Screen
    var shown: VirtualScreen
    /// The bytes of the last frame.
    var sent = ""

    init(_ type: String = "xterm-256color", locale: String = "C.UTF-8", size: Size = Size(columns: 40, rows: 10)) throws
    {
      let environment = ["TERM": type, "LC_ALL": locale]
      screen = try Screen(
        type: TerminalType(environment: environment, descriptor: 1),
        charset: Charset(environment: environment, forceASCII: false), size: size, colour: true)
      shown = VirtualScreen(columns: size.columns, rows: size.rows)
    }

    mutating func draw(_ frame: Frame) -> Int {
      let bytes = screen.draw(frame)
      shown.feed(bytes)
      sent = String(decoding: bytes, as: UTF8.self)
      return bytes.count
    }
  }

  private static let theme = Theme(
    name: "test", selection: .row,
    inks: [
      .full: [
        .text: Ink(), .selection: Ink(.standard, on: .index(24)), .error: Ink(.index(196), on: .standard, .bold),
        .notice: Ink(.index(3), on: .index(250), .underline),
      ],
      .eight: [.text: Ink(), .selection: Ink(.standard, on: .index(4)), .error: Ink(.index(1))],
    ])

  /// Another seed draws other frames: FRAME_SEED=2 swift test.
  private static let seed = ProcessInfo.processInfo.environment["FRAME_SEED"].flatMap { UInt64($0) } ?? 1

  private func randomFrame(_ size: Size, _ generator: inout some RandomNumberGenerator) -> Frame {
    var frame = Frame(size: size, theme: Self.theme)
    for row in 0..<size.rows {
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let role: Role = [.text, .error, .notice][Int.random(in: 0..<3, using: &generator)]
        let style = Style(role, selected: Bool.random(using: &generator))
        let name = Self.names[Int.random(in: 0..<Self.names.count, using: &generator)]
        frame.put(name, column: Int.random(in: -2...size.columns, using: &generator), row: row, style: style)
      }
    }
    // Into the lower right corner some types can only push a plain character.
    for back in 1...2 { frame[size.columns - back, size.rows - 1] = .blank }
    let column = Int.random(in: 0..<size.columns, using: &generator)
    frame.cursor = Frame.Position(column: column, row: Int.random(in: 0..<size.rows, using: &generator))
    frame.cursorVisible = Bool.random(using: &generator)
    return frame
  }

  @Test(
    "any frame after any other is shown as drawn",
    arguments: ["xterm-256color", "xterm", "vt100", "screen", "tmux-256color", "linux", "rxvt-unicode-256color"])
  func frames(type: String) throws {
    var pair = try Pair(type)
    var generator = SeededNumbers(seed: Self.seed)
    for _ in 0..<60 {
      let frame = randomFrame(pair.screen.size, &generator)
      _ = pair.draw(frame)
      guard pair.shown.text == frame.text else {
        Issue.record(
          "seed \(Self.seed): \(type) shows\n\(pair.shown.text)\nfor\n\(frame.text)\nafter \(String(reflecting: pair.sent))"
        )
        return
      }
      #expect(pair.shown.cursor.column == frame.cursor?.column && pair.shown.cursor.row == frame.cursor?.row)
      if type.hasPrefix("xterm") { #expect(pair.shown.modes.contains(25) == frame.cursorVisible) }
      #expect(pair.draw(frame) == 0)
    }
    #expect(pair.shown.surprises.isEmpty)
  }

  @Test(
    "a terminal without a screen of before gets a line for the prompt; others need none",
    arguments: [("vt100", true), ("linux", true), ("xterm-256color", false), ("tmux-256color", false)])
  func leaving(_ type: String, _ needsLine: Bool) throws {
    var pair = try Pair(type)
    // Nothing was shown yet, so there is nothing to step off.
    #expect(!pair.screen.leave().contains(0x0A))
    var frame = Frame(size: Size(columns: 40, rows: 10), theme: Self.theme)
    frame.put("Press ^C again to quit.", column: 1, row: 9, style: Style(.text))
    _ = pair.draw(frame)
    #expect(pair.screen.leave().suffix(2).elementsEqual([0x0D, 0x0A]) == needsLine)
    #expect(!pair.screen.leave().contains(0x0A))
  }

  @Test(
    "changes and scrolls leave the colours that painting anew would give",
    arguments: ["xterm-256color", "xterm", "vt100", "screen", "tmux-256color", "linux"])
  func pens(type: String) throws {
    // One screen after the other: curses knows one at a time.
    let changed = try changes(type)
    var whole = try Pair(type)
    for (frame, shown, sent) in changed {
      whole.screen.invalidate()
      _ = whole.draw(frame)
      for index in 0..<frame.size.rows * frame.size.columns {
        let (row, column) = (index / frame.size.columns, index % frame.size.columns)
        let (cell, wanted) = (shown.cell(column: column, row: row), whole.shown.cell(column: column, row: row))
        guard cell.text != wanted.text || Self.seen(cell) != Self.seen(wanted) else { continue }
        Issue.record(
          "seed \(Self.seed): \(type) \(column),\(row): \(cell) for \(wanted) after \(sent.debugDescription)")
        return
      }
    }
  }

  /// What a terminal shows after each of many frames.
  private func changes(_ type: String) throws -> [(Frame, VirtualScreen, String)] {
    var pair = try Pair(type)
    var generator = SeededNumbers(seed: Self.seed)
    var frame = randomFrame(pair.screen.size, &generator)
    return (0..<60).map { _ in
      frame = Bool.random(using: &generator) ? randomFrame(frame.size, &generator) : shifted(frame, &generator)
      _ = pair.draw(frame)
      return (frame, pair.shown, pair.sent)
    }
  }

  /// The frame with some of its rows moved by up to three lines beside a column that stays, as a list scrolls.
  private func shifted(_ frame: Frame, _ generator: inout some RandomNumberGenerator) -> Frame {
    var moved = frame
    let rows = 1..<frame.size.rows - 2
    let distance = Int.random(in: -3...3, using: &generator)
    for row in rows where rows.contains(row + distance) {
      for column in 6..<frame.size.columns { moved[column, row] = frame[column, row + distance] }
      if moved[6, row].width == 0 { moved[6, row] = .blank }
    }
    return moved
  }

  /// What is to be seen of a cell's pen: letters' colour, background, attributes; of a blank only what shows on it.
  private static func seen(_ cell: VirtualScreen.Cell) -> [String: String] {
    var seen: [String: String] = [:]
    var rest = cell.pen.split(separator: ";").map(String.init)[...]
    while let number = rest.popFirst() {
      switch number {
      case "38", "48":
        seen[number == "38" ? "fg" : "bg"] = rest.dropFirst().first
        rest = rest.dropFirst(2)
      case "39": seen["fg"] = nil
      case "49": seen["bg"] = nil
      case "22": (seen["1"], seen["2"]) = (nil, nil)
      case "24", "27": seen[number == "24" ? "4" : "7"] = nil
      case let code where code.count == 1: seen[code] = code
      case "10": break
      default: seen[number.hasPrefix("3") || number.hasPrefix("9") ? "fg" : "bg"] = String(number.suffix(1))
      }
    }
    return cell.text == " " && seen["4"] == nil && seen["7"] == nil ? seen.filter { $0.key == "bg" } : seen
  }

  @Test("an unchanged frame costs nothing, a moved bar and a changed word little")
  func bytes() throws {
    let size = Size(columns: 80, rows: 24)
    var pair = try Pair(size: size)
    func table(selected: Int, state: String = "Creating") -> Frame {
      var frame = Frame(size: size, theme: Self.theme)
      for row in 0..<24 {
        let style = Style(.text, selected: row == selected)
        frame.fill(Rect(column: 0, row: row, columns: 80, rows: 1), with: Cell(" ", style: style))
        frame.put(
          "backup-\(row)-of-some-server   \(row == 9 ? state : "Available")  40 GiB", column: 2, row: row, style: style)
      }
      frame.cursor = Frame.Position(column: 0, row: selected)
      return frame
    }
    _ = pair.draw(table(selected: 3))
    #expect(pair.draw(table(selected: 3)) == 0)
    #expect(pair.draw(table(selected: 4)) <= 320)
    #expect(pair.draw(table(selected: 4, state: "Available")) <= 60)
    #expect(pair.shown.cell(column: 79, row: 4).pen.contains("48;5;24"))
    #expect(pair.shown.cell(column: 79, row: 3).pen.isEmpty)
  }

  @Test(
    "behind a sign that some terminals draw wide the column is named again; behind others writing goes on",
    arguments: [
      ("●", "xterm-256color", "ab●\u{1B}[4Gcd"), ("…", "tmux-256color", "ab…\u{1B}[4Gcd"),
      ("⊘", "xterm-256color", "ab⊘cd"), ("✗", "linux", "ab✗cd"), ("é", "xterm-256color", "abécd"),
    ])
  func doubtfulWidths(sign: String, type: String, bytes: String) throws {
    var pair = try Pair(type)
    var frame = Frame(size: pair.screen.size, theme: Self.theme)
    frame.cursor = Frame.Position(column: 0, row: 4)
    _ = pair.draw(frame)
    frame.put("ab\(sign)cd", column: 0, row: 4)
    _ = pair.draw(frame)
    #expect(pair.sent.hasPrefix(bytes), "\(pair.sent.debugDescription)")
    #expect(pair.shown.text == frame.text)
  }

  @Test("in the C locale every name keeps its columns and shows as ASCII")
  func asciiLocale() throws {
    var pair = try Pair(locale: "C", size: Size(columns: 30, rows: 13))
    var frame = Frame(size: pair.screen.size, theme: Self.theme)
    for (row, name) in Self.names.enumerated() {
      frame.put(name, column: 0, row: row, limit: 12)
      frame.put("|", column: 14, row: row)
    }
    let bytes = pair.screen.draw(frame)
    pair.shown.feed(bytes)
    #expect(bytes.allSatisfy { $0 < 0x80 })
    for row in 0..<13 { #expect(pair.shown.cell(column: 14, row: row).text == "|") }
    #expect(pair.shown.line(1).hasPrefix("????-????  "))
  }

  @Test("a resize and an invalidation paint everything anew")
  func repaint() throws {
    var pair = try Pair()
    var generator = SeededNumbers(seed: Self.seed)
    let first = randomFrame(pair.screen.size, &generator)
    _ = pair.draw(first)
    pair.shown.feed(Array("\u{1B}[Hgarbage from elsewhere".utf8))
    pair.screen.invalidate()
    _ = pair.draw(first)
    #expect(pair.shown.text == first.text)
    for size in [Size(columns: 61, rows: 17), Size(columns: 5, rows: 3), Size(columns: 1, rows: 1)] {
      pair.screen.resize(size)
      pair.shown.resize(columns: size.columns, rows: size.rows)
      let frame = randomFrame(size, &generator)
      _ = pair.draw(frame)
      #expect(pair.shown.text == frame.text)
    }
  }

  @Test("a frame of another size than the screen's is clipped or filled with blanks")
  func otherSize() throws {
    var pair = try Pair()
    for size in [Size(columns: 90, rows: 30), Size(columns: 3, rows: 2)] {
      var frame = Frame(size: size, theme: Self.theme)
      frame.put(String(repeating: "备", count: 45), column: 0, row: 0)
      frame.cursor = Frame.Position(column: 200, row: 200)
      _ = pair.draw(frame)
      #expect(pair.shown.surprises.isEmpty)
    }
    #expect(pair.shown.text.trimmingBlanks == "备")
  }

  @Test("colours never run out on a terminal with 64 pairs")
  func pairs() throws {
    var pair = try Pair("xterm", size: Size(columns: 40, rows: 4))
    #expect(pair.screen.depth == .eight)
    for offset in 0..<30 {
      var inks: [Role: Ink] = [:]
      for (number, role) in Role.allCases.enumerated() {
        inks[role] = Ink(.index(UInt8((number + offset) % 8)), on: .index(UInt8(number * 3 % 8)))
      }
      var frame = Frame(size: pair.screen.size, theme: Theme(name: "\(offset)", selection: .row, inks: [.eight: inks]))
      for (column, role) in Role.allCases.enumerated() { frame.put("x", column: column, row: 0, style: Style(role)) }
      _ = pair.draw(frame)
      #expect(pair.shown.text == frame.text)
      for (column, number) in zip(0..., Role.allCases.indices.prefix(8)) {
        let pen = pair.shown.cell(column: column, row: 0).pen
        #expect(pen.contains("3\((number + offset) % 8)") && pen.contains("4\(number * 3 % 8)"))
      }
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String { String(drop { $0 == " " || $0 == "\n" }.prefix { $0 != "\n" && $0 != " " }) }
}
