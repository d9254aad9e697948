import ArgumentParser
import Console

/// `farshore config`.
struct ConfigCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Prints the console's configuration with every key explained.",
    discussion: """
      The first line names the file. What is printed is a whole config.yaml: with --defaults, a starting point.
      """)

  @Flag(help: "Print the defaults instead of what is settled.") var defaults = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let file = ConfigurationFile(home: try session.home())
    let preferences = defaults ? Preferences() : try file.load()
    if session.output.json {
      try session.output.document(ConfigShape(path: file.path, preferences))
    } else {
      try session.output.text("# \(file.path)\n\n" + PreferencesWriter(file: file.path).text(of: preferences))
    }
    return .done
  }
}
