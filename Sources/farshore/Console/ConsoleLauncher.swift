import Canvas
import Console
import Embedded
import Foundation
import Replication
import Terminal

/// Opens the console on a context and stays until the operator leaves.
enum ConsoleLauncher {
  /// Runs the console on the calling thread, which must be the main one; ends the process itself when a signal ended the
  /// console, so that its parent sees which.
  static func run(_ options: ConsoleOptions) throws -> ExitStatus {
    let environment = ProcessInfo.processInfo.environment
    let home = try Home.resolve(option: options.home, environment: environment)
    let context = try ConsoleContext.open(home: home, name: ContextFiles(home: home).choose(options.context).name)
    let session = try TerminalSession(
      TerminalSettings(
        environment: environment, forceASCII: options.ascii, diagnosticsPath: "\(home.data)/console.log"))
    let mailbox = Mailbox(waker: session.waker)
    let effects = EffectRunner(
      home: home, context: context, requester: LocalOperator.current, mailbox: mailbox,
      output: Output(json: false, quiet: false))
    let state = ConsoleState(setup: setup(options, home: home, context: context, session: session))
    let app = ConsoleApp(state: state, mailbox: mailbox, effects: effects)
    effects.start()
    let exit = session.run(app)
    effects.finish(app.quitMode)
    if case .signal(let number) = exit { Exit.end(bySignal: number) }
    return .done
  }

  private static func setup(
    _ options: ConsoleOptions, home: Home, context: ConsoleContext, session: TerminalSession
  ) -> ConsoleSetup {
    let (themes, broken) = ThemeChoice.load(home: home)
    var notices = context.cloud.notices.map { Notice($0, .warning) } + broken
    if let notice = session.notice { notices.append(Notice(notice, .warning)) }
    return ConsoleSetup(
      size: session.size, glyphs: session.glyphs, themes: themes, theme: ThemeChoice.remembered(home: home),
      context: context.name, contexts: contexts(home, current: context.name, notices: &notices),
      profile: context.cloud.profile, requester: LocalOperator.current, readOnly: options.readOnly, scope: .everything,
      imagesFolder: FileManager.default.currentDirectoryPath + "/images", now: Date(), notices: notices,
      secondsFromUTC: { TimeZone.current.secondsFromGMT(for: $0) })
  }

  /// The contexts for the picker; one that cannot be read is listed with its reason.
  private static func contexts(_ home: Home, current: String, notices: inout [Notice]) -> [ContextEntry] {
    let files = ContextFiles(home: home)
    do {
      return try files.names().map { name in
        do { return ContextEntry(name: name, provider: try files.load(name).provider.rawValue) } catch {
          return ContextEntry(name: name, provider: "", unreachable: Explanation(of: error).message)
        }
      }
    } catch {
      notices.append(Notice(Explanation(of: error).message, .warning))
      return [ContextEntry(name: current, provider: "embedded")]
    }
  }
}
