import ArgumentParser
import Replication

/// `farshore policies delete`.
struct PoliciesDelete: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Deletes policies; what they made stays, and what ran once stays used up.")

  @Argument(help: "The policies.") var policies: [String]
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    var (done, refused): ([String], [RefusalShape]) = ([], [])
    for text in policies {
      do {
        let policy = try await context.policy(text).policy
        try await context.policyKeeper().deletePolicy(policy.id, by: context.requester)
        done.append(policy.id)
      } catch let declined as Declined {
        refused += declined.refusals
      } catch let rejected as Refused {
        refused += rejected.refusals.map { RefusalShape($0) }
      }
    }
    return try session.output.deletion(done: done, refused: refused, word: "policy")
  }
}
