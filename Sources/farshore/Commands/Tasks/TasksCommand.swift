import ArgumentParser

/// `farshore tasks`.
struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "Tasks: what runs, waits and has been done.",
    subcommands: [
      TasksList.self, TasksShow.self, TasksWatch.self, TasksCancel.self, TasksPause.self, TasksResume.self,
      TasksRetry.self,
    ])
}
