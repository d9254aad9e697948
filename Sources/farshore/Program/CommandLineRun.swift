import ArgumentParser
import CloudWire
import Foundation

/// One run of the program: from the arguments to the exit status.
struct CommandLineRun: Sendable {
  /// The arguments without the program's name.
  let arguments: [String]

  /// Runs to the end; called once, on the main thread.
  func status() -> ExitStatus {
    // A reader that goes away (`| head`) must show as a failed write, not kill a copy in the middle.
    signal(SIGPIPE, SIG_IGN)
    do {
      return try run(Farshore.parseAsRoot(arguments))
    } catch {
      return Misuse(error: error, arguments: arguments).report()
    }
  }

  private func run(_ parsed: any ParsableCommand) throws -> ExitStatus {
    guard let command = parsed as? any FarshoreCommand else { return try runBuiltIn(parsed) }
    let session = Session(options: command.common)
    let outcome = Outcome()
    let screen = command as? any ScreenCommand
    let goesOn = screen?.opensConsole ?? false
    session.interruption.watch()
    // Detached: what main's own tasks inherit is the main actor, which never runs while this thread waits.
    Task.detached {
      do {
        if command.opensContext { try await session.freshen(beginsHome: command.beginsHome) }
        let status = try await command.perform(session)
        outcome.end(goesOn && status == .done ? nil : status)
      } catch let error as any Withholding where error.isWithheld {
        outcome.end(Failure.status(of: { try session.printDryRun() }, session.output))
      } catch {
        outcome.end(Failure(error).report(to: session.output))
      }
    }
    if let status = outcome.wait() { return status }
    session.interruption.unwatch()
    // The console opens the context for itself.
    session.output.names.close()
    do {
      return try ConsoleLauncher.run(screen?.consoleOptions(session) ?? ConsoleOptions())
    } catch {
      return Failure(error).report(to: session.output)
    }
  }

  /// A noun without a verb, or the parser's own `help`, which throws its text.
  private func runBuiltIn(_ parsed: any ParsableCommand) throws -> ExitStatus {
    if !type(of: parsed).configuration.subcommands.isEmpty { throw VerbMissing(noun: type(of: parsed)) }
    var parsed = parsed
    try parsed.run()
    return .done
  }
}
