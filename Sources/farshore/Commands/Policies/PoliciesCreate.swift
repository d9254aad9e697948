import ArgumentParser
import Replication

/// `farshore policies create`.
struct PoliciesCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Creates a policy; policies apply gives it vaults.",
    discussion: """
      A schedule is a rule such as FREQ=DAILY;BYHOUR=2,14;BYMINUTE=15, FREQ=DAILY;INTERVAL=3;BYHOUR=1 or
      FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=23, by the clock of a named time zone. Several rules, at least an hour apart, are
      given one by one or joined by +: so 01:15 and 14:40 go into one policy. What is kept is the union of all that is
      given; with nothing given, everything. What was made by hand is never deleted. A live account of Huawei Cloud
      counts in UTC, runs its policies itself and names the vault of the replicas where a policy is applied.
      """)

  @Argument(help: "The policy's name.") var name: String
  @Option(help: "replication, backup or drill.") var operation: PolicyOperation
  @OptionGroup var options: PolicyOptions
  @Option(help: ArgumentHelp("In a live account: the region it lies in, with its vaults.", valueName: "id"))
  var region: String?
  @Flag(help: "Do not run by schedule yet.") var disabled = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    if region != nil, context.cloud.profile.runsPolicies { throw ProviderError.liveOnly("--region") }
    var (request, unresolved) = try options.request(try context.resolver())
    (request.name, request.operation, request.isEnabled) = (name, operation, !disabled)
    request.region = region
    do {
      guard unresolved.isEmpty else {
        request.destination?.vault = nil
        throw Declined(refusals: unresolved)
      }
      let policy = try await context.policyKeeper().createPolicy(request, by: context.requester)
      return try context.printPolicy(PolicyOverview(policy: policy, lastRun: nil), runs: [])
    } catch let refused as Refused {
      throw Declined(refusals: refused.refusals.map { RefusalShape($0) })
    }
  }
}
