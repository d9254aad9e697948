import Foundation
import Testing

@testable import TerminalSupport

/// A console under random keys.
struct FuzzedConsole {
  let home: CommandHome
  let seed: UInt64

  private static let keys: [String] = {
    let named = [
      "\r", "\r", "\r", "\r", "\u{1B}", "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D",
      "\u{1B}[5~",
      "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~", "\u{1B}[Z", "\t", "\u{7F}", "\u{1B}OP", "\u{1B}[17~",
      "\u{0C}", "\u{13}", "\u{0E}", "\u{18}", "\u{15}", "\u{17}", "\u{14}", "\u{12}", "\u{02}", "\u{06}", "\u{03}",
      "\u{1B}[200~web\u{7}\n宽\u{1B}[201~", "\u{1B}[<0;30;8M", "\u{1B}[99;99~", "é", "宽",
    ]
    // ^Z has a test of its own: nobody here would continue it.
    return named + (0x20..<0x7F).map { String(Unicode.Scalar(UInt8($0))) }
  }()

  func run(keys count: Int) throws {
    var numbers = SeededNumbers(seed: seed)
    var terminal = try start()
    for step in 0..<count {
      if Int.random(in: 0..<20, using: &numbers) == 0 {
        let columns = Int.random(in: 10...160, using: &numbers)
        terminal.resize(columns: columns, rows: Int.random(in: 4...50, using: &numbers))
      }
      terminal.type(Self.keys[Int.random(in: 0..<Self.keys.count, using: &numbers)])
      terminal.readAvailable(within: 0.005)
      // Some keys in a row may quit, which is no fault; it ends in order and another one starts.
      if step % 20 == 19, hasEnded(terminal) {
        #expect(try terminal.end() == 0, "seed \(seed), key \(step)")
        try terminal.expectRestored()
        terminal = try start()
      }
    }
    try leave(terminal)
  }

  private func start() throws -> PseudoTerminal {
    let terminal = try home.console(columns: 100, rows: 30)
    try terminal.wait(for: "web-1")
    return terminal
  }

  /// Whether the program is gone, or on its way out.
  private func hasEnded(_ terminal: PseudoTerminal) -> Bool {
    terminal.readAvailable(within: 0.05)
    return !terminal.screen.modes.contains(1049)
  }

  /// The way back is open: everything closes step by step, the screen is what a repaint shows, and it can be quit.
  private func leave(_ terminal: PseudoTerminal) throws {
    terminal.resize(columns: 100, rows: 30)
    try terminal.wait(seconds: 30, "the way back of seed \(seed)") { terminal in
      if !terminal.screen.modes.contains(1049) { return true }
      let text = terminal.screen.text
      if text.contains("┌─"), text.contains("[ No ]"), text.contains("[ Discard ]") {
        terminal.type("\t\r")
      } else if isPlain(terminal.screen) {
        return true
      } else {
        terminal.type("\u{1B}")
      }
      // A lone escape is one only when nothing follows it for a moment.
      terminal.readAvailable(within: 0.12)
      return false
    }
    if terminal.screen.modes.contains(1049) {
      while terminal.readAvailable(within: 0.2) > 0 {}
      let before = terminal.screen.text
      terminal.type("\u{0C}")
      while terminal.readAvailable(within: 0.2) > 0 {}
      let after = terminal.screen.text
      #expect(before.timeless == after.timeless, "seed \(seed): a repaint shows:\n\(after)")
    }
    #expect(try terminal.leave() == 0, "seed \(seed)")
    try terminal.expectRestored()
  }

  /// Nothing lies over the frame, and no page or filter is open.
  private func isPlain(_ screen: VirtualScreen) -> Bool {
    let last = screen.line(screen.rows - 1)
    return !screen.text.contains("┌─") && last.contains("q Quit") && last.contains("/ Filter")
  }
}
