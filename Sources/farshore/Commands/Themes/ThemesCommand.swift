import ArgumentParser

/// `farshore themes`.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "The console's colours.", subcommands: [ThemesList.self, ThemesShow.self])
}
