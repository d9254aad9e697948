import ArgumentParser
import Catalog
import Replication

/// `farshore replicas create`.
struct ReplicasCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Replicates a backup to one or more regions.",
    discussion: """
      The n-th --vault belongs to the n-th --to; omitted, it is the only candidate. The source cannot be deleted until
      the last copy has ended. Returns on admission; with --wait when every task has ended.
      """)

  @Argument(help: "The backup.") var backup: String
  @Option(name: .customLong("to"), help: ArgumentHelp("Where to; repeatable.", valueName: "region[/project]"))
  var destinations: [String] = []
  @Option(
    name: .customLong("vault"), help: ArgumentHelp("The replication vault there; repeatable.", valueName: "vault"))
  var vaults: [String] = []
  @Option(help: "The replica's name; else the backup's.") var name: String?
  @Option(help: "The replica's description.") var description: String = ""
  @Option(help: ArgumentHelp("Where the backup's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Say what would happen and change nothing.") var plan = false
  @Flag(help: "Return when every task has ended.") var wait = false
  @Flag(help: "A replica that exists or is on its way is no refusal.") var ifAbsent = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if vaults.count > max(1, destinations.count) {
      throw ValidationError("\(vaults.count) --vault, but \(destinations.count) --to; give one --to for each --vault.")
    }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let submission = ReplicaSubmission(context: context, resolver: try context.resolver(), ifAbsent: ifAbsent)
    let source = try submission.resolver.find(backup, .backup, in: region)
    // Without --to there is one request without a region, so that every rule still speaks.
    let texts = destinations.isEmpty ? [""] : destinations
    let attempts = try texts.enumerated().map { index, text in
      try submission.attempt(
        source, to: text, vault: index < vaults.count ? vaults[index] : nil, name: name, description: description)
    }
    if plan { return try await submission.plan(attempts) }
    return try await context.finish(try await submission.submit(attempts), wait: wait)
  }
}
