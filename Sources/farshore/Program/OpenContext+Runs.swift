import Catalog
import Embedded
import Foundation
import Replication

extension OpenContext {
  /// A run stands for many tasks, so a slip of the hand shall not name one.
  private static let runLetters = 8

  /// The id of the run that is the parent of tasks, where a text names one and no task; nil otherwise, and for
  /// fewer than 8 letters.
  func run(named text: String) throws -> String? {
    guard text.count >= Self.runLetters, let engine = policyEngine,
      case .none = try catalog.resolve(text, as: .task)
    else { return nil }
    let found = try engine.runs(startingWith: text)
    guard found.count > 1 else { return found.first }
    let candidates = found.map { RefusalShape.Candidate(id: $0, name: "", region: "") }
    throw Declined(refusals: [Resolver.ambiguous(text, "run", field: .source, candidates)])
  }

  /// Prints a run with what it did and its tasks.
  func printRun(_ id: String) async throws -> ExitStatus {
    guard let engine = policyEngine, let (run, tasks) = try engine.run(id) else {
      throw Declined(refusals: [Resolver.unknown(id, "task", field: .source)])
    }
    let items = try await engine.items(of: id)
    if output.json {
      try output.document(ParentShape(run, items: items, tasks: tasks))
      return .done
    }
    var detail = Detail()
    detail.add("run", run.id)
    detail.add("of", run.policy.map { "policy \($0.name)" } ?? "a vault, by hand")
    detail.add("does", run.operation.rawValue)
    detail.add("status", run.status.rawValue)
    detail.add("vaults", run.vaults.map(output.names.vault).joined(separator: ", "))
    detail.add("to", run.destination?.region)
    detail.add("trigger", run.trigger.rawValue)
    detail.add("operator", run.requestedBy.description)
    detail.add("scheduled", run.slot.map { Moment.text($0) })
    detail.add("started", Moment.text(run.startedAt))
    detail.add("ended", run.endedAt.map { Moment.text($0) })
    detail.add("note", run.note)
    try detail.print(to: output)
    for task in tasks { try output.line(Output.words(task)) }
    for item in items where item.task == nil {
      try output.line("\(item.source.name.isEmpty ? item.source.id : item.source.name) \(item.words)")
    }
    return .done
  }
}

extension OpenContext {
  /// The refusal of a run of which nothing is left to steer; without other words because all its tasks have ended.
  func ended(_ run: String, _ message: String? = nil) -> RefusalShape {
    let message = message ?? "All tasks of the run \(run) have ended."
    return RefusalShape(Refusal(code: .taskStatus, message: message, field: .source, source: run))
  }
}
