import ArgumentParser
import Embedded

/// `farshore contexts use`.
struct ContextsUse: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "use", abstract: "Makes a context the current one.")

  @Argument(help: "The context.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let files = try session.contexts()
    try files.use(name)
    return try ContextShape.print(name, files, session.output)
  }
}
