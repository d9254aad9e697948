import Catalog
import Embedded
import Foundation
import Replication

extension OpenContext {
  /// The side of the cloud that keeps policies.
  func policyKeeper() throws -> any PolicyKeeping {
    let cloud: any Sendable = cloud
    guard let keeper = cloud as? any PolicyKeeping else { throw PoliciesMissing(context: name) }
    return keeper
  }

  /// The engine in this process; nil where a live cloud does the work.
  var policyEngine: EmbeddedCloud? {
    let cloud: any Sendable = cloud
    return cloud as? EmbeddedCloud
  }

  /// A policy by its id, a unique prefix of it, or its name.
  func policy(_ text: String) async throws -> PolicyOverview {
    let all = try await policyKeeper().policies()
    let id = try Resolver.find(text, "policy", among: all.map(\.policy), name: \.name, region: { _ in "" }).get()
    guard let found = all.first(where: { $0.policy.id == id }) else {
      throw Declined(refusals: [Resolver.unknown(text, "policy", field: .source)])
    }
    return found
  }

  /// A vault typed by an operator, with what it is for policies.
  func policyVault(_ text: String, region: String? = nil) throws -> String {
    try resolver().id(text, .vault, in: region, field: .vault)
  }

  /// Ends a command that admitted the tasks of one or more runs.
  func finish(_ outcomes: [VaultReplication], refused: [RefusalShape], wait: Bool) async throws -> ExitStatus {
    var tasks = outcomes.flatMap(\.tasks)
    let all = refused + outcomes.flatMap(\.refused).map { RefusalShape($0) }
    if !wait, !tasks.isEmpty { try leaveToWorker() }
    if !output.json {
      for skip in outcomes.flatMap(\.skipped) { output.remark(RefusalShape(skip).skipLine(output.names)) }
      for refusal in all { output.diagnose(refusal.line(output.names)) }
    }
    if wait {
      tasks = try await finish(tasks.map(\.id))
      try await policyEngine?.settleRuns()
      // Drills of what the run made are tasks of the same run.
      let known = Set(tasks.map(\.id))
      let drills = try outcomes.compactMap(\.run).flatMap { try policyEngine?.run($0.id)?.tasks ?? [] }
        .filter { !known.contains($0.id) }
      tasks += try await finish(drills.map(\.id))
      if !drills.isEmpty { try await policyEngine?.settleRuns() }
    }
    let failure = wait ? TaskVerdict.failure(of: tasks)?.explanation : nil
    if output.json {
      try output.document(
        VaultReplicationShape(
          parents: outcomes.compactMap { $0.run?.id }, tasks: tasks.map(TaskShape.init),
          skipped: outcomes.flatMap(\.skipped).map { RefusalShape($0) }, refused: all,
          error: failure.map(ErrorShape.init)))
    } else {
      for task in tasks { try output.line(Output.words(task)) }
      if let failure { output.diagnose("farshore: \(failure.message)") }
    }
    if !all.isEmpty { return .refused }
    return failure == nil ? .done : .failed
  }
}

extension RefusalShape {
  /// The line of what a rule leaves out, which is no refusal of the whole.
  func skipLine(_ names: NameBook) -> String {
    let line = line(names)
    let word = "refused: "
    return "skipped: " + (line.hasPrefix(word) ? String(line.dropFirst(word.count)) : line)
  }
}
