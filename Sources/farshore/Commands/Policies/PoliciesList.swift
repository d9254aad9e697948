import ArgumentParser
import Foundation
import Replication

/// `farshore policies list`.
struct PoliciesList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the policies.")

  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let keeper = try context.policyKeeper()
    let all = try await keeper.policies()
    for (region, trouble) in keeper.regionsWithoutPolicies.sorted(by: { $0.key < $1.key }) {
      session.output.remark("The policies of \(region) are missing. \(trouble.message)")
    }
    if session.output.json {
      try session.output.document(all.map { PolicyShape($0, runs: nil, vaults: context.vaultNames($0.policy)) })
      return .done
    }
    var table = Table([
      .words("NAME"), .words("ENABLED"), .words("OPERATION"), .words("SCHEDULE"), .words("TO"), .words("KEEPS"),
      .number("VAULTS"), .words("LAST RUN"), .words("NEXT RUN"), .words("ID"),
    ])
    for one in all {
      let policy = one.policy
      let unknown = context.cloud.profile.runsPolicies ? "-" : "not available there"
      let last = one.lastRun.map { "\(Moment.text($0.slot ?? $0.startedAt)) \($0.status.rawValue)" }
      table.add([
        policy.name, policy.isEnabled ? "yes" : "no", policy.operation.rawValue, policy.scheduleWords,
        policy.destination?.region ?? "-", policy.operation == .drill ? "-" : policy.retention.words,
        "\(policy.vaults.count)", last ?? unknown,
        Moment.text(policy.nextRuns(1, after: Date()).first), policy.id,
      ])
    }
    try session.output.table(table)
    return .done
  }
}
