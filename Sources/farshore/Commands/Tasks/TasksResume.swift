import ArgumentParser
import Replication

/// `farshore tasks resume`.
struct TasksResume: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets a paused or interrupted task go on.",
    discussion: "A run of a policy or of a vault replication stands for its tasks that can be resumed.")

  @Argument(help: "The task, or a run.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().steer(id, .resume)
  }
}
