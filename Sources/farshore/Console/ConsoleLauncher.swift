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
    let (preferences, trouble) = preferences(home)
    let session = try TerminalSession(
      TerminalSettings(
        environment: environment, forceASCII: options.ascii || preferences.ascii,
        diagnosticsPath: "\(home.data)/console.log"))
    let mailbox = Mailbox(waker: session.waker)
    let settled = SettledConsole(options, preferences, trouble: trouble != nil, home: home)
    let setup = setup(settled, trouble, home: home, context: context, session: session)
    let effects = EffectRunner(
      home: home, context: context, requester: LocalOperator.current, options: options, settled: settled,
      mailbox: mailbox, output: Output(json: false, quiet: false))
    let app = ConsoleApp(
      state: ConsoleState(setup: setup), mailbox: mailbox, effects: effects,
      clipboard: Clipboard(environment: environment, speaksXterm: session.speaksXterm))
    effects.start()
    effects.watchSettings()
    let exit = session.run(app)
    effects.finish(app.quitMode)
    if case .signal(let number) = exit { Exit.end(bySignal: number) }
    return .done
  }

  /// What `config.yaml` settles, and what is wrong with it.
  private static func preferences(_ home: Home) -> (Preferences, trouble: Notice?) {
    do { return (try ConfigurationFile(home: home).load(), nil) } catch {
      let words = Explanation(of: error)
      return (Preferences(), Notice("\(words.message) \(words.next) Until then this console is read-only.", .error))
    }
  }

  private static func setup(
    _ settled: SettledConsole, _ trouble: Notice?, home: Home, context: ConsoleContext, session: TerminalSession
  ) -> ConsoleSetup {
    let preferences = settled.preferences
    let (themes, broken) = ThemeChoice.load(home: home)
    var notices = context.cloud.notices.map { Notice($0, .warning) } + broken
    if let trouble { notices.append(trouble) }
    if let notice = session.notice { notices.append(Notice(notice, .warning)) }
    let wanted = [preferences.theme] + preferences.contexts.values.compactMap(\.theme)
    // Of a broken theme the file has been told of already.
    for name in Set(wanted).subtracting(themes.map(\.name) + ThemeShelf(home: home).ownNames).sorted() {
      let words = ThemeError.unknown(name: name, known: themes.map(\.name)).explanation
      notices.append(Notice("\(words.message) \(words.next)", .warning))
    }
    return ConsoleSetup(
      size: session.size, glyphs: session.glyphs, themes: themes, context: context.name,
      contexts: contexts(home, current: context.name, notices: &notices), profile: context.cloud.profile,
      requester: LocalOperator.current, preferences: preferences, readOnly: settled.readOnly, scope: .everything,
      imagesFolder: FileManager.default.currentDirectoryPath + "/images", now: Date(), notices: notices,
      history: HistoryFile(home: home).load(),
      secondsFromUTC: { TimeZone.current.secondsFromGMT(for: $0) })
  }

  /// Where the credentials of a live account come from, and what of it is looked at; the account itself is not asked.
  private static func account(of file: ContextFile) -> String {
    guard let account = file.account else {
      return file.regions.count == 1 ? "1 region" : "\(file.regions.count) regions"
    }
    let source = account.profile.map { "profile \($0)" } ?? account.file ?? "keys of \(account.credentials)"
    return account.endpoints.isEmpty ? source : source + ", own endpoints"
  }

  /// The contexts for the picker; one that cannot be read is listed with its reason.
  private static func contexts(_ home: Home, current: String, notices: inout [Notice]) -> [ContextEntry] {
    let files = ContextFiles(home: home)
    do {
      return try files.names().map { name in
        do {
          let file = try files.load(name)
          return ContextEntry(name: name, provider: file.provider.rawValue, account: account(of: file))
        } catch {
          return ContextEntry(name: name, provider: "", unreachable: Explanation(of: error).message)
        }
      }
    } catch {
      notices.append(Notice(Explanation(of: error).message, .warning))
      return [ContextEntry(name: current, provider: "embedded")]
    }
  }
}
