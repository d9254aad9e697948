import ArgumentParser
import Console

/// `farshore themes list`.
struct ThemesList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the themes.")

  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let themes = try ThemeShelf(home: session.home()).themes()
    if session.output.json {
      try session.output.document(themes)
    } else {
      var table = Table([.words("NAME"), .words("SOURCE")])
      for theme in themes { table.add([theme.name, theme.source]) }
      try session.output.table(table)
    }
    return .done
  }
}
