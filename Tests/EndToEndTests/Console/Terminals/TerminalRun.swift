import Foundation
import Testing

@testable import TerminalSupport

/// The main flow and every trouble a terminal can make, on one kind of terminal.
struct TerminalRun {
  let ground: TerminalGround
  let cell: TerminalCase
  /// The row this run replicates.
  let row: String
  /// How many sizes the storm has, and how long the terminal takes no bytes.
  let storm: Int
  let stall: Double

  func run() throws {
    guard cell.isUsable else { return try refused() }
    try flow()
    try hangUp()
  }

  private func console(underShell: Bool = false) throws -> PseudoTerminal {
    // A shell that is not interactive leaves the modes of the terminal to its jobs.
    let shell = ["--norc", "-m", "-c", "\"$0\"; echo STOPPED; read -r; fg >/dev/null", CommandHome.program]
    return try PseudoTerminal(
      underShell ? "/bin/bash" : CommandHome.program, underShell ? shell : [],
      environment: ground.environment(cell), columns: cell.columns, rows: cell.rows)
  }

  /// Without an addressable cursor: one sentence, nothing drawn, 64; so too without a keyboard.
  private func refused() throws {
    let terminal = try console()
    #expect(try terminal.end() == 64, "\(cell)")
    let text = String(decoding: terminal.received, as: UTF8.self)
    #expect(text.contains("TERM") && !text.contains("\u{1B}"), "\(cell): \(text)")
    try terminal.expectRestored()
  }

  private func flow() throws {
    let terminal = try console(underShell: true)
    if !cell.isLargeEnough {
      try terminal.wait(for: cell.columns < 20 ? "Enlarge" : "Enlarge the terminal")
      terminal.resize(columns: 80, rows: 24)
    }
    try terminal.wait("the list of \(cell)") { $0.screen.text.contains("row-") }
    try replicate(terminal)
    var numbers = SeededNumbers(seed: UInt64(cell.description.utf8.reduce(7) { ($0 &* 31) &+ Int($1) } & 0xFFFF))
    for _ in 0..<storm {
      terminal.resize(
        columns: Int.random(in: 2...220, using: &numbers), rows: Int.random(in: 2...70, using: &numbers))
      terminal.readAvailable()
    }
    try settle(terminal)
    try stop(terminal)
    try hold(terminal, &numbers)
    #expect(try terminal.leave() == 0, "\(cell)")
    #expect(terminal.screen.surprises == [], "\(cell)")
    #expect(terminal.lineModes == (try PseudoTerminal().lineModes), "\(cell)")
    #expect(terminal.screen.modes.isSubset(of: VirtualScreen.usualModes), "\(cell): \(terminal.screen.modes)")
  }

  /// Finds the row, replicates it, and sees it verified.
  private func replicate(_ terminal: PseudoTerminal) throws {
    try terminal.press("/\(row)", for: row)
    terminal.type(PseudoTerminal.KeyCodes.enter)
    try terminal.wait("the row alone in \(cell)") { $0.screen.text.contains(" 1 of ") }
    try terminal.press("r", for: "Esc Cancel")
    // The vaults of the region come a moment after the dialog; until then OK says so.
    try terminal.wait(seconds: 60, "the submission in \(cell)") { terminal in
      // Its title; at the foot of the list stands the action. What it says of the vaults may stand over its keys.
      let lines = terminal.screen.text.split(separator: "\n").dropLast(2)
      guard lines.contains(where: { $0.contains("Create Replica") }) else { return true }
      terminal.type(PseudoTerminal.KeyCodes.submit)
      terminal.readAvailable(within: 0.2)
      return false
    }
    // Where room is short the mark of this region may have no column.
    if terminal.screen.columns < 60 { terminal.resize(columns: 80, rows: 24) }
    try terminal.wait(seconds: 60, "the verified mark in \(cell)") { terminal in
      terminal.screen.text.split(separator: "\n").contains {
        $0.contains(row) && ($0.contains("●") || $0.contains("*"))
      }
    }
  }

  /// At a usual size the screen comes to rest as the list, and painting it anew changes nothing but what other runs'
  /// transfers changed meanwhile in the pane and in the number of them; these come to rest, too.
  private func settle(_ terminal: PseudoTerminal) throws {
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait("the list after a storm in \(cell)") { $0.screen.text.contains(row) && isWhole($0.screen) }
    for attempt in 1...40 {
      let before = quiet(terminal)
      terminal.type("\u{0C}")
      let after = quiet(terminal)
      if before.timeless == after.timeless { return }
      if attempt < 40, steady(before) == steady(after) { continue }
      Issue.record("\(cell): the screen was not what a repaint shows:\n\(before)\n\(after)")
      return
    }
  }

  /// The lines that no other run changes: those between the first and the pane.
  private func steady(_ picture: String) -> [String] {
    let lines = picture.replacing(/[\d ]+/, with: " ").split(separator: "\n").map(String.init)
    return Array(lines.dropFirst().prefix { !$0.contains("SOURCE") && !$0.contains("TARGET") }.dropLast())
  }

  private func isWhole(_ screen: VirtualScreen) -> Bool {
    screen.line(0).contains("local") && screen.line(23).contains("Help")
  }

  /// The screen once nothing has come for a while.
  private func quiet(_ terminal: PseudoTerminal) -> String {
    while terminal.readAvailable(within: 0.15) > 0 {}
    return terminal.screen.text
  }

  /// ^Z and back.
  private func stop(_ terminal: PseudoTerminal) throws {
    try terminal.press(PseudoTerminal.KeyCodes.suspend, for: "STOPPED")
    terminal.type(PseudoTerminal.KeyCodes.enter)
    try terminal.wait("the list after ^Z in \(cell)") { isWhole($0.screen) && $0.screen.text.contains(row) }
  }

  /// The terminal takes no bytes for a while although there is much to show; keys typed meanwhile are not lost.
  private func hold(_ terminal: PseudoTerminal, _ numbers: inout SeededNumbers) throws {
    let end = Date(timeIntervalSinceNow: stall)
    repeat {
      terminal.resize(columns: Int.random(in: 90...220, using: &numbers), rows: 60)
      usleep(20_000)
    } while Date() < end
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait("the list after a stall in \(cell)") { isWhole($0.screen) && $0.screen.text.contains(row) }
    try terminal.press("?", for: "type to find")
    try terminal.press(PseudoTerminal.KeyCodes.escape, without: "type to find")
    try settle(terminal)
  }

  /// A hang-up ends it, wherever it is; without a keyboard it does not begin.
  private func hangUp() throws {
    let terminal = try console()
    try terminal.wait("a screen of \(cell)") { terminal in
      terminal.screen.text.contains(cell.isLargeEnough ? "row-" : "Enlarge")
    }
    terminal.hangUp()
    #expect(try terminal.end() == 0, "\(cell)")
    let closed = try PseudoTerminal(
      "/bin/bash", ["-c", "\"$0\" <&-", CommandHome.program], environment: ground.environment(cell), columns: 80)
    #expect(try closed.end() == 64 && closed.screen.text.contains("The console needs a terminal"), "\(cell)")
  }
}

extension String {
  /// A screen without what changes by itself: the clock and ages, and the blanks that make room for them.
  var timeless: String {
    replacing(/\d+[smhd]\b|\d\d:\d\d/, with: "#").replacing(/[ ]+/, with: " ")
  }
}
