import ArgumentParser
import Replication

/// `farshore policies simulate`.
struct PoliciesSimulate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Says what policies would do, keep and delete, changing nothing.",
    discussion: """
      Every run is taken to succeed at once, new backups to be as large as their resource is today, and nobody to do
      anything by hand. One policy named is looked at alone, as if it were enabled.
      """)

  @Argument(help: "The policy; else all that are enabled.") var policy: String?
  @Option(help: ArgumentHelp("How far to look, 1 to 3650.", valueName: "days"), transform: TypedValue.count)
  var days: Int = 90
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if !(1...3_650).contains(days) { throw ValidationError("--days takes a number from 1 to 3650, not \(days).") }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    var id: String?
    if let policy { id = try await context.policy(policy).policy.id }
    let simulation = try await context.policyKeeper().simulate(id, days: days)
    if session.output.json {
      try session.output.document(SimulationShape(simulation, days: days))
      return .done
    }
    var table = Table([
      .words("RUN"), .words("POLICY"), .number("BACKS UP"), .number("REPLICATES"), .number("BYTES"),
      .number("SKIPS"), .number("DELETES"), .number("DRILLS"),
    ])
    for run in simulation.runs {
      table.add([
        Moment.text(run.date), run.policy.name, "\(run.backups.count)", "\(run.replicas.count)",
        ByteFormat.short(run.replicas.reduce(0) { $0 &+ $1.size }), "\(run.skipped.count)", "\(run.deleted.count)",
        "\(run.drills.count)",
      ])
    }
    try session.output.table(table)
    for skip in simulation.skips {
      session.output.remark("\(skip.policy) would skip \(skip.words): \(skip.reason)")
    }
    for one in simulation.blocked {
      session.output.remark(
        "no longer automatic: \(one.backup.name) to \(one.region), replicated on \(Moment.text(one.replicated))")
    }
    return .done
  }
}
