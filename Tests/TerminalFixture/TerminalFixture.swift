import Canvas
import Foundation
import Terminal

/// A small full-screen program for tests of the terminal session: it shows what it was told.
@main enum TerminalFixture {
  static func main() {
    let environment = ProcessInfo.processInfo.environment
    let arguments = CommandLine.arguments.dropFirst()
    do throws(TerminalError) {
      try run(
        TerminalSettings(
          environment: environment, forceASCII: arguments.contains("--ascii"),
          diagnosticsPath: environment["FIXTURE_DIAGNOSTICS"]))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(64)
    }
  }

  private static func run(_ settings: TerminalSettings) throws(TerminalError) {
    let session = try TerminalSession(settings)
    let app = FixtureApp(
      waker: session.waker, summary: "\(session.glyphs) \(session.depth)", notice: session.notice,
      environment: settings.environment)
    switch session.run(app) {
    case .quit: exit(0)
    case .hangup: exit(3)
    case .signal(let number): Exit.end(bySignal: number)
    }
  }
}
