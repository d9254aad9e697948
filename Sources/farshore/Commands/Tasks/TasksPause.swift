import ArgumentParser
import Replication

/// `farshore tasks pause`.
struct TasksPause: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stops a task after the chunk in hand; it keeps what it has.")

  @Argument(help: "The task.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().steer(id, .pause)
  }
}
