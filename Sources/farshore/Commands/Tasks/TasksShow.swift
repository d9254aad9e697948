import ArgumentParser
import Catalog

/// `farshore tasks show`.
struct TasksShow: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one task.")

  @Argument(help: "The task.") var id: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    return try context.printTask(try context.task(try context.resolver().id(id, .task)))
  }
}
