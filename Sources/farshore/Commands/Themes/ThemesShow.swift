import ArgumentParser
import Console

/// `farshore themes show`.
struct ThemesShow: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints a theme's YAML, a starting point for one's own.")

  @Argument(help: "The theme.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let theme = try ThemeShelf(home: session.home()).theme(name)
    if session.output.json {
      try session.output.document(theme)
    } else {
      try session.output.text(theme.text ?? "")
    }
    return .done
  }
}
