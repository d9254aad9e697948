import ArgumentParser
import Embedded

/// `farshore contexts add`.
struct ContextsAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds an embedded context.")

  @Argument(help: "The new context's name.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let files = try session.contexts()
    try files.add(ContextFile(name: name))
    return try ContextShape.print(name, files, session.output)
  }
}
