import ArgumentParser
import Replication

/// `farshore policies edit`.
struct PoliciesEdit: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Changes a policy; what is not named stays.",
    discussion: "The options of what is kept replace all of it together; --keep-everything takes it away.")

  @Argument(help: "The policy.") var policy: String
  @Option(help: "Its new name.") var name: String?
  @OptionGroup var options: PolicyOptions
  @Flag(help: "Delete nothing any more.") var keepEverything = false
  @Flag(help: "Run by schedule.") var enable = false
  @Flag(help: "Do not run by schedule.") var disable = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if enable, disable { throw ValidationError("--enable and --disable exclude each other.") }
    if keepEverything, options.retention != nil {
      throw ValidationError("--keep-everything and what is to be kept exclude each other.")
    }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let former = try await context.policy(policy).policy
    var (request, unresolved) = try options.request(try context.resolver(), former: former.destination)
    guard unresolved.isEmpty else { throw Declined(refusals: unresolved) }
    request.name = name
    if enable || disable { request.isEnabled = enable }
    if keepEverything { request.retention = .everything }
    do {
      _ = try await context.policyKeeper().editPolicy(former.id, request, by: context.requester)
    } catch let refused as Refused {
      throw Declined(refusals: refused.refusals.map { RefusalShape($0) })
    }
    return try context.printPolicy(try await context.policy(former.id), runs: [])
  }
}
