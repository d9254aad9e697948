import ArgumentParser
import Embedded

/// `farshore contexts remove`.
struct ContextsRemove: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Removes a context; its stores stay as they are.")

  @Argument(help: "The context.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try session.contexts().remove(name)
    return try session.output.deletion(done: [name], refused: [], word: "context")
  }
}
