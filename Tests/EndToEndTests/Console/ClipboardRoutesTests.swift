import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// What `y` copies goes all the way to the terminal outside of tmux and of GNU screen (terminal.md, OSC 52).
  @Suite struct ClipboardRoutesTests {
    static let hasScreen = ["/usr/bin/screen", "/bin/screen"].contains(where: FileManager.default.isExecutableFile)

    private func encoded(_ home: CommandHome) throws -> String {
      let id = try home.json("backups", "show", "web-1")["id"].text
      return Data(id.utf8).base64EncodedString()
    }

    private func sequence(_ terminal: PseudoTerminal, holding text: String) throws {
      try terminal.wait("the sequence") { String(decoding: $0.received, as: UTF8.self).contains(text) }
    }

    @Test("tmux hands the text on to its own terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func tmux() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let socket = "\(home.folder)/outer"
      let terminal = try PseudoTerminal(
        "/usr/bin/env", ["tmux", "-u", "-f", "/dev/null", "-S", socket, "new-session", CommandHome.program],
        environment: home.consoleEnvironment, columns: 120, rows: 30)
      defer {
        // It may have ended with its last window.
        _ = try? RunningProcess(
          "/usr/bin/env", ["tmux", "-S", socket, "kill-server"], environment: home.consoleEnvironment,
          folder: home.folder
        ).wait()
      }
      try terminal.wait(for: "web-1")
      terminal.type("y")
      try terminal.wait(for: "Put into tmux's buffer")
      try sequence(terminal, holding: "\u{1B}]52;")
      try sequence(terminal, holding: try encoded(home))
      let buffer = try RunningProcess(
        "/usr/bin/env", ["tmux", "-S", socket, "show-buffer"], environment: home.consoleEnvironment,
        folder: home.folder
      ).wait()
      #expect(
        Data(buffer.output.trimmingCharacters(in: .whitespacesAndNewlines).utf8).base64EncodedString()
          == (try encoded(home)))
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }

    @Test("GNU screen hands the wrapped sequence on whole", .enabled(if: hasScreen, "screen is not installed"))
    func screen() throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      let sockets = "\(home.folder)/screens"
      try FileManager.default.createDirectory(
        atPath: sockets, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let terminal = try PseudoTerminal(
        "/usr/bin/env", ["screen", "-U", "-c", "/dev/null", "-S", "farshore", CommandHome.program],
        environment: home.consoleEnvironment.merging(["SCREENDIR": sockets, "SYSSCREENRC": "/dev/null"]) { $1 },
        columns: 120, rows: 30)
      try terminal.wait(for: "web-1")
      terminal.type("y")
      try terminal.wait(for: "Sent to the terminal's clipboard")
      try sequence(terminal, holding: "\u{1B}]52;c;\(try encoded(home))\u{7}")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
