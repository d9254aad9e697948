import ArgumentParser

/// `farshore console`, and `farshore` alone.
struct ConsoleCommand: ScreenCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Opens the console (the default).")

  @OptionGroup(title: "Global options") var common: CommonOptions
  @Flag(help: "Draw lines, marks and bars in ASCII.") var ascii = false
  @Flag(help: "Refuse every action that changes something.") var readOnly = false
  @Flag(help: "Listen to the mouse.") var mouse = false

  var opensConsole: Bool { true }

  func perform(_ session: Session) async throws -> ExitStatus { .done }

  func consoleOptions(_ session: Session) -> ConsoleOptions {
    ConsoleOptions(home: common.home, context: common.context, ascii: ascii, readOnly: readOnly, mouse: mouse)
  }
}
