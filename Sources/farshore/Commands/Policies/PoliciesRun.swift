import ArgumentParser
import Replication

/// `farshore policies run`.
struct PoliciesRun: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a policy now, enabled or not; what a policy did once it does not do again.")

  @Argument(help: "The policy.") var policy: String
  @Flag(help: "Return when every task has ended.") var wait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let found = try await context.policy(policy).policy
    let outcome = try await context.policyKeeper().runPolicy(found.id, by: context.requester)
    return try await context.finish([outcome], refused: [], wait: wait)
  }
}
