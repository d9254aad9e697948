import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore tasks watch`.
struct TasksWatch: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follows a task, or all that are in flight, until nothing moves any more.",
    discussion: """
      With --json one object a line. Exits with 1 if a task that was named did not succeed. A run of a policy or of a
      vault replication stands for all its tasks, its drills too.
      """)

  @Argument(help: "The task, or a run; else all in flight.") var id: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let run = try id.flatMap { try context.run(named: $0) }
    let named = try run == nil ? id.map { try context.resolver().id($0, .task) } : nil
    try context.leaveToWorker()
    let ended = try await session.interruption.guarding { () async throws -> [CloudTask] in
      if let run { return try await follow(run: run, context) }
      return try await follow(named, context)
    }
    guard let ended else { throw Interrupted(tasks: []) }
    if id != nil, let failure = TaskVerdict.failure(of: ended) { throw failure }
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

  /// Prints every change of a run's tasks; returns them when none moves any more and the run admits no more.
  private func follow(run: String, _ context: OpenContext) async throws -> [CloudTask] {
    let engine = try context.engine
    var shown: [String: CloudTask] = [:]
    var tasks: [CloudTask] = []
    for await _ in context.changesNow() {
      tasks = try engine.run(run)?.tasks ?? []
      for task in tasks where shown[task.id] != task {
        shown[task.id] = task
        try print(task, context.output)
      }
      if Output.readerLeft { return tasks }
      if tasks.contains(where: \.status.moves) { continue }
      // Drills are admitted when the other tasks have ended.
      try await engine.settleRuns()
      guard try engine.run(run)?.tasks.contains(where: \.status.moves) == true else { return tasks }
      try context.leaveToWorker()
    }
    return tasks
  }

  private func print(_ task: CloudTask, _ output: Output) throws {
    if output.json {
      try output.document(TaskShape(task))
    } else {
      try output.line("\(Moment.clock()) \(Output.words(task))")
    }
  }
}
