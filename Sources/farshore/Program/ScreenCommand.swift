/// A command that opens the console, which owns the main thread.
protocol ScreenCommand: FarshoreCommand {
  /// Whether the console is to be opened after `perform`.
  var opensConsole: Bool { get }

  /// What the console is to be opened with.
  func consoleOptions(_ session: Session) -> ConsoleOptions
}
