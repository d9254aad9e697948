import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Random keys, pastes, sizes and news: nothing crashes, every frame is whole, and the way back to the list is open.
struct KeyFuzzTests {
  static let keys: [Key] = {
    let named = Set(KeyTable.bindings.flatMap(\.keys))
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:?*!\"'(){}<>=~ é宽".map {
      Key.character($0)
    }
    // Esc and Enter are what leads elsewhere.
    return named.sorted { "\($0)" < "\($1)" } + letters + Array(repeating: .enter, count: 12)
      + Array(repeating: .escape, count: 8) + Array(repeating: .down, count: 6)
  }()

  @Test("200 random keys, twelve times", arguments: 1...12)
  func keys(_ seed: UInt64) {
    var numbers = Numbers(seed: seed)
    var desk = Desk.inHongKong(glyphs: seed % 2 == 0 ? .ascii : .unicode, readOnly: seed % 5 == 0)
    for step in 0..<200 {
      desk.send(event(&numbers, step))
      if Int.random(in: 0..<4, using: &numbers) == 0 { desk.fireTimers() }
      let frame = desk.frame
      #expect(frame.size == desk.state.setup.size)
      if let cursor = frame.cursor { #expect(cursor.column < frame.size.columns && cursor.row < frame.size.rows) }
    }
    desk.send(.input(.resize(Size(columns: 80, rows: 24))))
    // A submission that nobody answers keeps its dialog; everything else closes step by step.
    for request in 0...desk.state.sequence { desk.send(.refused([], request: request)) }
    for _ in 0..<40 where !desk.state.overlays.isEmpty || desk.state.filter != nil || !desk.state.pages.isEmpty {
      if desk.question?.title == "Discard" { desk.press(.tab, .enter) } else { desk.press(.escape) }
    }
    for _ in 0..<4 { desk.press(.escape) }
    // What the message line says lies over the keys for a while.
    for _ in 0..<3 { desk.send(.timer(.flash)) }
    #expect(desk.state.overlays.isEmpty && desk.state.pages.isEmpty && desk.state.filter == nil, "\(desk.text)")
    #expect(desk.lines[0].contains("demo") && desk.lines.last { !$0.isEmpty }?.contains("Help") == true, "\(desk.text)")
  }

  private func event(_ numbers: inout Numbers, _ step: Int) -> ConsoleEvent {
    switch Int.random(in: 0..<40, using: &numbers) {
    case 0:
      let columns = Int.random(in: 1...160, using: &numbers)
      return .input(.resize(Size(columns: columns, rows: Int.random(in: 1...50, using: &numbers))))
    case 1: return .input(.paste("web-\u{1B}[31m\(step)\n宽\u{202E}"))
    case 2: return .changed
    case 3: return .clock(Fixtures.now.addingTimeInterval(Double(step)))
    case 4:
      let column = Int.random(in: 0...90, using: &numbers)
      return .input(.click(column: column, row: Int.random(in: 0...30, using: &numbers)))
    case 5: return .input(.wheel(step % 2 == 0 ? 1 : -1))
    default: return .input(.key(Self.keys[Int.random(in: 0..<Self.keys.count, using: &numbers)]))
    }
  }

  /// Numbers that are the same for the same seed (xorshift).
  private struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
