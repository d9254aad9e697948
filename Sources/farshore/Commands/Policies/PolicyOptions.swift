import ArgumentParser
import Replication

/// What a policy can be given when it is created and edited.
struct PolicyOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Where replicas go.", valueName: "region[/project]")) var destination: String?
  @Option(help: ArgumentHelp("The replication vault there; else the only candidate.", valueName: "vault"))
  var vault: String?
  @Option(
    help: ArgumentHelp(
      "When: FREQ=DAILY;INTERVAL=n or FREQ=WEEKLY;BYDAY=MO,TH, with BYHOUR and BYMINUTE; repeatable.",
      valueName: "rrule"))
  var schedule: [String] = []
  @Option(help: ArgumentHelp("By whose clock, such as Europe/Berlin.", valueName: "zone")) var timezone: String?
  @Option(help: ArgumentHelp("Keep the newest so many.", valueName: "n"), transform: TypedValue.count)
  var keepLast: Int?
  @Option(help: ArgumentHelp("Keep what is younger than so many days.", valueName: "n"), transform: TypedValue.count)
  var keepDays: Int?
  @Option(help: ArgumentHelp("Keep the newest of each of so many days.", valueName: "n"), transform: TypedValue.count)
  var daily: Int?
  @Option(help: ArgumentHelp("Keep the newest of each of so many weeks.", valueName: "n"), transform: TypedValue.count)
  var weekly: Int?
  @Option(help: ArgumentHelp("Keep the newest of each of so many months.", valueName: "n"), transform: TypedValue.count)
  var monthly: Int?
  @Option(help: ArgumentHelp("Keep the newest of each of so many years.", valueName: "n"), transform: TypedValue.count)
  var yearly: Int?
  @Option(help: "What becomes of runs that no agent was there for: once or skip.") var missed: MissedRuns?
  @Option(
    help: ArgumentHelp(
      "Rebuild and compare the newest copies after each run, so much of each disk; drill policies: how much. 0 for none.",
      valueName: "percent"), transform: DrillShare.parse)
  var drill: DrillShare?
  @Flag(inversion: .prefixedNo, help: "Back up disks that are open for writing, too.") var allowOpen: Bool?

  /// The retention given; nil where none of its options was.
  var retention: Retention? {
    let retention = Retention(
      last: keepLast, days: keepDays, daily: daily, weekly: weekly, monthly: monthly, yearly: yearly)
    return retention.keepsEverything ? nil : retention
  }

  /// The request, and what did not resolve; without `--to` a vault lies in the region of `former`.
  func request(_ resolver: Resolver, former: Destination? = nil) throws -> (PolicyRequest, [RefusalShape]) {
    var request = PolicyRequest(
      schedule: schedule.isEmpty ? nil : schedule.joined(separator: " + "), timeZone: timezone, retention: retention,
      missed: missed, allowOpen: allowOpen, drill: drill?.percent)
    if let text = destination {
      let choice = try DestinationChoice(text, vault: vault, resolver)
      request.destination = choice.destination
      return (request, choice.refused)
    }
    guard let vault else { return (request, []) }
    let choice = try DestinationChoice(former?.region ?? "", vault: vault, resolver)
    request.destination = former ?? choice.destination
    request.destination?.vault = choice.destination.vault
    return (request, choice.refused)
  }
}
