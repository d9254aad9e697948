import ArgumentParser
import Replication

/// `farshore tasks retry`.
struct TasksRetry: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "retry", abstract: "Tries a failed task again.")

  @Argument(help: "The task.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().steer(id, .retry)
  }
}
