import ArgumentParser
import Catalog

/// `farshore tasks show`.
struct TasksShow: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one task, or a run with its tasks.",
    discussion: "A run of a policy or of a vault replication is named by its id, which its tasks have as parent.")

  @Argument(help: "The task.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    if let run = try context.run(named: id) { return try await context.printRun(run) }
    return try context.printTask(try context.task(try context.resolver().id(id, .task)))
  }
}
