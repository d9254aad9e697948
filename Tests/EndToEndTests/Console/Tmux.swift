import Foundation
import Testing

/// The console of a home inside a tmux of its own.
final class Tmux {
  static let isInstalled = ["/usr/bin/tmux", "/bin/tmux"].contains(where: FileManager.default.isExecutableFile)

  private let home: CommandHome

  /// Starts a server with one window of 80×24.
  init(_ home: CommandHome) throws {
    self.home = home
    try run("-u", "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", CommandHome.program)
  }

  deinit {
    // It may have ended with its last window.
    _ = try? run("kill-server")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> FinishedProcess {
    try RunningProcess(
      "/usr/bin/env", ["tmux", "-S", home.folder + "/tmux"] + arguments, environment: home.consoleEnvironment,
      folder: home.folder
    ).wait()
  }

  /// Types keys by tmux's names.
  func type(_ keys: String...) throws { for key in keys { try run("send-keys", key) } }

  /// Types a key and waits for a text.
  func press(_ key: String, for text: String) throws {
    try type(key)
    try wait(for: text)
  }

  /// Waits for a text on the screen.
  func wait(for text: String) throws {
    var shown = FinishedProcess(status: nil, signal: nil, output: "", errors: "")
    let limit = Date(timeIntervalSinceNow: 40)
    while !shown.output.contains(text) {
      try #require(Date() < limit, "waited for '\(text)' in tmux, but it showed: \(shown)")
      shown = try run("capture-pane", "-p")
    }
  }

  /// Changes the window's size.
  func resize(columns: Int, rows: Int) throws {
    try run("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }
}
