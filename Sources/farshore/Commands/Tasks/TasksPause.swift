import ArgumentParser
import Replication

/// `farshore tasks pause`.
struct TasksPause: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stops a task after the chunk in hand; it keeps what it has.",
    discussion: "A run of a policy or of a vault replication stands for its tasks that can be paused.")

  @Argument(help: "The task, or a run.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().steer(id, .pause)
  }
}
