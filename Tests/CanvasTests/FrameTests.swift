import Testing

@testable import Canvas

/// Drawing into a frame (spec/console.md, Terminals: columns stay aligned whatever a name holds).
@Suite struct FrameTests {
  private func frame(_ columns: Int = 10, _ rows: Int = 3) -> Frame {
    Frame(size: Size(columns: columns, rows: rows), theme: .plain)
  }

  @Test("text is clipped at its limit and at the edge")
  func clipped() {
    var frame = frame()
    #expect(frame.put("abcdef", column: 0, row: 0, limit: 3) == 3)
    #expect(frame.put("abcdef", column: 7, row: 1) == 3)
    #expect(frame.put("abcdef", column: -2, row: 2) == 6)
    #expect(frame.put("abc", column: 20, row: 0) == 0)
    #expect(frame.put("abc", column: 0, row: 9) == 3)
    #expect(frame.put("abc", column: 0, row: 0, limit: -1) == 0)
    #expect(frame.text == "abc\n       abc\ncdef")
  }

  @Test("a wide character that does not fit whole is a blank")
  func wideAtEdge() {
    var frame = frame(5, 3)
    #expect(frame.put("备份一", column: 0, row: 0) == 5)
    #expect(frame.put("a备份", column: 0, row: 1, limit: 4) == 4)
    #expect(frame.put("备x", column: -1, row: 2) == 3)
    #expect(frame.text == "备份\na备\n x")
    #expect(frame[4, 0] == .blank)
  }

  @Test("overwriting one half of a wide character blanks the other")
  func halves() {
    var frame = frame(6, 2)
    frame.put("备份", column: 0, row: 0)
    frame.put("x", column: 1, row: 0)
    frame.put("y", column: 2, row: 0)
    #expect(frame.text.hasPrefix(" xy"))
    #expect(!frame.cells.contains { $0.width != 1 })
    frame.put("备份", column: 0, row: 1)
    frame.put("一", column: 1, row: 1)
    #expect(frame[0, 1].width == 1)
    #expect(frame[1, 1].width == 2)
    #expect(frame[3, 1].width == 1)
  }

  @Test("a frame of hostile names keeps its columns")
  func hostileTable() {
    let names = ["plain", "\u{1B}[2Jx", "备份", "e\u{301}\u{301}", "\u{202E}abc", "👨‍👩‍👧", "a\tb", "שלום"]
    var frame = frame(20, names.count)
    for (row, name) in names.enumerated() {
      frame.put(name, column: 0, row: row, limit: 10)
      frame.put("|", column: 12, row: row)
    }
    for row in names.indices { #expect(frame[12, row].scalar == "|") }
    for line in frame.text.split(separator: "\n") { #expect(Display.width(of: String(line)) == 13) }
  }

  @Test("fill and restyle stay inside the frame")
  func areas() {
    var frame = frame(4, 2)
    frame.fill(Rect(column: -3, row: -3, columns: .max, rows: .max), with: Cell("#"))
    #expect(frame.text == "####\n####")
    frame.fill(Rect(column: 9, row: 0, columns: 2, rows: 2), with: Cell("!"))
    frame.restyle(Rect(column: 1, row: 1, columns: 9, rows: 9)) { $0.selected = true }
    #expect(frame.text == "####\n####")
    #expect(frame.cells.map(\.style.selected) == [false, false, false, false, false, true, true, true])
  }

  @Test("a theme without inks for a depth uses those of a poorer one", arguments: ColourDepth.allCases)
  func poorerInks(depth: ColourDepth) {
    #expect(Theme.plain.ink(for: Style(.text, selected: true), depth: depth).attributes == .reverse)
  }
}
