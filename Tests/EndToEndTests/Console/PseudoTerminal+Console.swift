import Foundation
import Testing

@testable import TerminalSupport

/// What an operator types and sees.
extension PseudoTerminal {
  /// Keys without a character of their own.
  enum KeyCodes {
    static let enter = "\r"
    static let escape = "\u{1B}"
    static let tab = "\t"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let submit = "\u{13}"
    static let clearField = "\u{15}"
    static let suspend = "\u{1A}"
  }

  /// Presses keys and waits for a text.
  func press(_ keys: String, for text: String) throws {
    type(keys)
    try wait(for: text)
  }

  /// Presses keys and waits until a text is gone.
  func press(_ keys: String, without text: String) throws {
    type(keys)
    try wait("the end of '\(text)'") { !$0.screen.text.contains(text) }
  }

  /// Waits until all these texts are on the screen at once.
  func wait(forAll texts: String..., seconds: Double = 40) throws {
    try wait(seconds: seconds, "\(texts)") { terminal in texts.allSatisfy { terminal.screen.text.contains($0) } }
  }

  /// Percentages on the screen, from the top.
  var percentages: [Int] {
    screen.text.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /(\d+) %/).flatMap { Int($0.1) }
    }
  }

  /// The first column of a text in a row that holds it; nil where none does.
  func column(of text: String, row: Int) -> Int? {
    let wanted = text.map(String.init)
    return (0...max(0, screen.columns - wanted.count)).first { start in
      wanted.indices.allSatisfy { screen.cell(column: start + $0, row: row).text == wanted[$0] }
    }
  }

  /// The first row that holds a text.
  func row(of text: String) -> Int? { (0..<screen.rows).first { screen.line($0).contains(text) } }

  /// Opens the dialog on the row under the cursor, whose only destination fills itself in, and says OK.
  func replicateRow() throws {
    type("r")
    try wait(forAll: "Create Replica ─", "crossing after deduplication")
    type(KeyCodes.submit)
    try wait(for: "Replicating to West")
  }

  /// Quits, leaves to the agent what is still being copied, and returns the exit status.
  func leave() throws -> Int32 {
    var isAnswered = false
    type("q")
    return try end { terminal in
      guard !isAnswered, terminal.screen.text.contains("Leave to the agent") else { return }
      isAnswered = true
      terminal.type(KeyCodes.enter)
    }
  }

  /// Quits, and checks that the terminal is as it was found.
  func quit(location: SourceLocation = #_sourceLocation) throws {
    #expect(try leave() == 0, sourceLocation: location)
    try expectRestored(location: location)
  }

  /// Checks that nothing unknown was ever sent, and that every mode is as it was found.
  func expectRestored(location: SourceLocation = #_sourceLocation) throws {
    #expect(screen.surprises == [], sourceLocation: location)
    #expect(screen.modes == VirtualScreen.usualModes, sourceLocation: location)
    #expect(lineModes == (try PseudoTerminal().lineModes), sourceLocation: location)
  }
}
