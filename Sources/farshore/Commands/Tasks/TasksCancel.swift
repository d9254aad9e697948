import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore tasks cancel`.
struct TasksCancel: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Ends tasks for good; what they wrote is thrown away.",
    discussion: "A run of a policy or of a vault replication stands for all its tasks that have not ended.")

  @Argument(help: "The tasks.") var ids: [String]
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    var done: [String] = []
    var refused: [RefusalShape] = []
    for name in ids {
      if let run = try context.run(named: name) {
        let cancelled = try await context.engine.cancelRun(run, by: context.requester)
        done += cancelled.done
        refused += cancelled.refused.map { RefusalShape($0) }
        if cancelled.done.isEmpty, cancelled.refused.isEmpty { refused.append(context.ended(run)) }
        continue
      }
      switch try resolver.find(name, .task) {
      case .refused(let refusal): refused.append(refusal)
      case .id(let id):
        do {
          _ = try await context.cloud.steer(id, .cancel, by: context.requester)
          done.append(id)
        } catch let error as Refused {
          refused += error.refusals.map { RefusalShape($0) }
        }
      }
    }
    // A cancelled task may still have to clean up after itself.
    try context.leaveToWorker()
    return try context.output.deletion(done: done, refused: refused, word: "task")
  }
}
