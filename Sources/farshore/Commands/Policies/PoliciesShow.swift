import ArgumentParser
import Replication

/// `farshore policies show`.
struct PoliciesShow: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a policy, its next five runs, and what its last runs did.")

  @Argument(help: "The policy.") var policy: String
  @Option(help: ArgumentHelp("How many of the last runs.", valueName: "n"), transform: TypedValue.count)
  var runs: Int = 5
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let found = try await context.policy(policy)
    let keeper = try context.policyKeeper()
    var shapes: [PolicyRunShape] = []
    // A cloud that runs its policies itself tells of tasks, not of runs.
    guard context.cloud.profile.runsPolicies else { return try context.printPolicy(found, runs: nil) }
    for run in try await keeper.runs(of: found.policy.id, limit: max(0, runs)) {
      shapes.append(PolicyRunShape(run, items: try await keeper.items(of: run.id)))
    }
    return try context.printPolicy(found, runs: shapes)
  }
}
