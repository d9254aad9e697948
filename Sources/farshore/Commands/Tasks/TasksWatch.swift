import ArgumentParser
import Catalog
import Replication

/// `farshore tasks watch`.
struct TasksWatch: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follows a task, or all that are in flight, until nothing moves any more.",
    discussion: "With --json one object a line. Exits with 1 if a task that was named did not succeed.")

  @Argument(help: "The task; else all in flight.") var id: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let named = try id.map { try context.resolver().id($0, .task) }
    try context.leaveToWorker()
    let ended = try await session.interruption.guarding { () async throws -> [CloudTask] in
      try await follow(named, context)
    }
    guard let ended else { throw Interrupted(tasks: []) }
    if named != nil, let failure = TaskVerdict.failure(of: ended) { throw failure }
    return .done
  }

  /// Prints every change of the tasks; returns them when none moves any more.
  private func follow(_ named: String?, _ context: OpenContext) async throws -> [CloudTask] {
    var shown: [String: CloudTask] = [:]
    var followed = try named.map { [$0] } ?? context.catalog.unfinishedTasks().map(\.id)
    for await _ in context.changesNow() {
      if named == nil {
        followed += try context.catalog.unfinishedTasks().map(\.id).filter { !followed.contains($0) }
      }
      let tasks = try followed.compactMap { try context.catalog.task($0) }
      for task in tasks where shown[task.id] != task {
        shown[task.id] = task
        try print(task, context.output)
      }
      if !tasks.contains(where: \.status.moves) || Output.readerLeft { return tasks }
    }
    return try followed.compactMap { try context.catalog.task($0) }
  }

  private func print(_ task: CloudTask, _ output: Output) throws {
    if output.json {
      try output.document(TaskShape(task))
    } else {
      try output.line("\(Moment.clock()) \(Output.words(task))")
    }
  }
}
