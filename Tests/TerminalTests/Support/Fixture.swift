import Foundation

@testable import TerminalSupport

/// The program that the tests of a whole session run.
enum Fixture {
  /// Its path, beside the test binary.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("TerminalFixture").path
  }()

  /// An environment that depends on nothing outside the test.
  static func environment(_ more: [String: String] = [:]) -> [String: String] {
    var environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    // Backtraces of the crashes asked for would only take time.
    environment["HOME"] = "/nonexistent"
    return environment.merging(more) { $1 }
  }

  /// Starts it and waits for its first screen.
  static func start(
    _ arguments: [String] = [], environment more: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      path, arguments, environment: environment(more), columns: columns, rows: rows)
    try terminal.wait(for: "FIXTURE \(columns)x\(rows)")
    return terminal
  }
}
