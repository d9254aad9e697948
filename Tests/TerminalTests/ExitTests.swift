import Foundation
import Testing

@testable import TerminalSupport

/// The terminal is left as it was found on every way out (issue 2, 5; console.md, Terminals).
@Suite struct ExitTests {
  /// Starts the fixture on a terminal whose modes are known beforehand.
  private func start(_ environment: [String: String] = [:]) throws -> (terminal: PseudoTerminal, modes: [UInt32]) {
    let modes = try PseudoTerminal().lineModes
    let terminal = try Fixture.start(environment: environment)
    #expect(terminal.lineModes != modes)
    #expect(terminal.screen.modes.contains(1049))
    terminal.type("mt")
    try terminal.wait("the mouse") { $0.screen.modes.contains(1006) && !$0.screen.title.isEmpty }
    return (terminal, modes)
  }

  private func expectRestored(_ terminal: PseudoTerminal, _ modes: [UInt32]) {
    #expect(terminal.lineModes == modes)
    #expect(terminal.screen.modes == VirtualScreen.usualModes)
    #expect(String(decoding: terminal.received, as: UTF8.self).contains("\u{1B}[23;2t"))
    #expect(terminal.screen.surprises.isEmpty)
  }

  @Test("quitting restores the terminal and exits with 0")
  func quit() throws {
    let (terminal, modes) = try start()
    terminal.type("q")
    #expect(try terminal.end() == 0)
    expectRestored(terminal, modes)
  }

  @Test("a signal restores the terminal, and the parent sees the signal", arguments: [SIGTERM, SIGINT, SIGQUIT])
  func signals(number: Int32) throws {
    let (terminal, modes) = try start()
    kill(terminal.process, number)
    #expect(try terminal.end() == -number)
    expectRestored(terminal, modes)
  }

  @Test("SIGHUP ends the session as a hang-up and hands the work over")
  func hangupSignal() throws {
    let log = NSTemporaryDirectory() + "fixture-log-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let (terminal, modes) = try start(["FIXTURE_LOG": log])
    kill(terminal.process, SIGHUP)
    #expect(try terminal.end() == 3)
    expectRestored(terminal, modes)
    #expect(try String(contentsOfFile: log, encoding: .utf8).hasSuffix("willSuspend"))
  }

  @Test("a closed terminal ends the session")
  func closedTerminal() throws {
    let (terminal, _) = try start()
    terminal.hangUp()
    #expect(try terminal.end() == 3)
  }

  @Test("a crash restores the terminal before the process dies of it", arguments: ["trap", "SEGV", "ABRT", "stalled"])
  func crash(kind: String) throws {
    let (terminal, modes) = try start()
    switch kind {
    case "SEGV": kill(terminal.process, SIGSEGV)
    case "ABRT": kill(terminal.process, SIGABRT)
    default: terminal.type("!")
    }
    let status = try terminal.end()
    #expect([-SIGILL, -SIGTRAP, -SIGSEGV, -SIGABRT].contains(status))
    #expect(terminal.lineModes == modes)
    #expect(terminal.screen.modes == VirtualScreen.usualModes)
  }

  @Test("exit() from anywhere restores the terminal")
  func unaskedExit() throws {
    let (terminal, modes) = try start()
    terminal.type("x")
    #expect(try terminal.end() == 7)
    #expect(terminal.lineModes == modes)
    #expect(terminal.screen.modes == VirtualScreen.usualModes)
  }

  @Test("diagnostics of the process go to the file, not to the screen")
  func diagnostics() throws {
    let path = NSTemporaryDirectory() + "fixture-diagnostics-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (terminal, _) = try start(["FIXTURE_DIAGNOSTICS": path])
    terminal.type("e")
    try terminal.wait(for: "character(\"e\")")
    #expect(!terminal.screen.text.contains("stray"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "stray diagnostics\n")
  }

  @Test(
    "^Z and a foreign SIGTSTP give the shell its terminal, fg brings everything back", arguments: ["^Z", "SIGTSTP"])
  func suspend(way: String) throws {
    let modes = try PseudoTerminal().lineModes
    let script = "set -m; \(Fixture.path); echo STOPPED; read line; fg >/dev/null; echo ENDED $?"
    let shell = try PseudoTerminal("/bin/bash", ["-c", script], environment: Fixture.environment())
    try shell.wait(for: "FIXTURE 80x24")
    if way == "^Z" {
      shell.type("\u{1A}")
    } else {
      let children = try String(
        contentsOfFile: "/proc/\(shell.process)/task/\(shell.process)/children", encoding: .utf8)
      let child = try #require(children.split(separator: " ").first.flatMap { pid_t($0) })
      kill(child, SIGTSTP)
    }
    try shell.wait(for: "STOPPED")
    #expect(shell.lineModes == modes)
    #expect(shell.screen.modes == VirtualScreen.usualModes)
    shell.resize(columns: 90, rows: 30)
    shell.type("go\r")
    try shell.wait(for: "FIXTURE 90x30")
    #expect(shell.screen.modes.contains(1049) && shell.screen.modes.contains(2004))
    shell.type("q")
    try shell.wait(for: "ENDED 0")
    #expect(shell.lineModes == modes)
  }
}
