import CloudSupport
import CloudWire
import Foundation
import Testing

@testable import TerminalSupport

/// The console on a live account that a test plays.
struct CloudConsole {
  let home: CommandHome
  let server: LoopbackServer
  let terminal: PseudoTerminal

  /// Opens it; `answer` plays the account.
  init(
    _ cloud: PlayedCloud, columns: Int = 80, rows: Int = 24,
    answer: @escaping @Sendable (WireRequest) async -> Reply
  ) async throws {
    server = try await LoopbackServer(answer: answer)
    home = try CommandHome()
    try cloud.add(to: home, at: server.url)
    terminal = try home.console(["--context", "live"], environment: cloud.keys, columns: columns, rows: rows)
  }

  /// Narrows the list to a name and puts the cursor on it.
  func find(_ name: String) throws {
    try terminal.wait(forAll: name, seconds: 120)
    try terminal.press("/\(name)\r", for: "▌  \(name)")
  }

  /// Quits and stops the server.
  func close() throws {
    try terminal.quit()
    server.stop()
  }
}
