import Foundation
import Testing

@testable import TerminalSupport

/// A console in the middle of a copy that it moves itself, over a slow link.
struct CopyInFlight {
  let home: CommandHome
  let terminal: PseudoTerminal
  /// The id of the replication's task.
  let task: String

  /// Opens a console, asks for a replica, and waits until some of it has crossed.
  init(mebibytes: Int = 24, rate: String = "2MiB", atLeast bytes: Double = 1, underShell: Bool = false) throws {
    home = try CommandHome.backedUp(mebibytes: mebibytes)
    try home.setLinkRate(rate)
    terminal = try underShell ? home.consoleUnderShell() : home.console()
    try terminal.wait(for: "web-1")
    try terminal.replicateRow()
    task = try home.json("tasks", "list", "--kind", "replication")[0]["id"].text
    try terminal.wait("a first percentage") { $0.percentages.contains { (1...99).contains($0) } }
    _ = try home.waitUntil("tasks", "show", task) { $0["bytesDone"].amount >= bytes }
  }

  /// The task's status word now.
  func status() throws -> String { try home.json("tasks", "show", task)["status"].text }

  /// Opens the link, and waits until somebody has brought the copy to its end.
  func expectCompletion(location: SourceLocation = #_sourceLocation) throws {
    #expect(try ["running", "waiting", "interrupted"].contains(status()), sourceLocation: location)
    try home.setLinkRate("off")
    let done = try home.waitUntil("tasks", "show", task, location: location) { $0["status"].text == "success" }
    let replica = try home.json("backups", "show", done["target"]["id"].text)
    #expect(replica["status"].text == "available", sourceLocation: location)
    #expect(try home.json("store", "verify")["problems"] == .array([]), sourceLocation: location)
  }
}
