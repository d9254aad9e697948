import ArgumentParser
import Embedded

/// `farshore demo`.
struct DemoCommand: ScreenCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes a small demo context with real data, once, and opens it.")

  @Flag(help: "Make it, but do not open the console.") var noConsole = false
  @Option(help: ArgumentHelp("How fast bytes cross its links, a second: 8MiB, or off.", valueName: "rate"))
  var linkRate: String?
  @Flag(help: "Draw lines, marks and bars in ASCII.") var ascii = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  var opensConsole: Bool { !noConsole }

  func perform(_ session: Session) async throws -> ExitStatus {
    let rate = try linkRate.map { try SettingChange("link-rate=\($0)") }
    let builder = DemoBuilder(session: session, home: try session.home())
    try await builder.build(rate: rate)
    if noConsole {
      return try ContextShape.print(DemoPlan.context, ContextFiles(home: builder.home), session.output)
    }
    return .done
  }

  func consoleOptions(_ session: Session) -> ConsoleOptions {
    ConsoleOptions(home: common.home, context: DemoPlan.context, ascii: ascii)
  }
}
