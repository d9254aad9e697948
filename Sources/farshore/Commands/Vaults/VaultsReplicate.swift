import ArgumentParser
import Catalog
import Replication

/// `farshore vaults replicate`.
struct VaultsReplicate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicate", abstract: "Replicates all eligible backups of a vault to one or more regions.",
    discussion: """
      One task for each eligible backup, all under one parent; the others are skipped and say why. The n-th --vault
      belongs to the n-th --to. What was interrupted goes on by itself; run it again to take up what is new.
      """)

  @Argument(help: "The backup vault.") var vault: String
  @Option(name: .customLong("to"), help: ArgumentHelp("Where to; repeatable.", valueName: "region[/project]"))
  var destinations: [String] = []
  @Option(
    name: .customLong("vault"), help: ArgumentHelp("The replication vault there; repeatable.", valueName: "vault"))
  var vaults: [String] = []
  @Option(help: ArgumentHelp("Where the vault's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Say what would happen and change nothing.") var plan = false
  @Flag(help: "Return when every task has ended.") var wait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if vaults.count > max(1, destinations.count) {
      throw ValidationError("\(vaults.count) --vault, but \(destinations.count) --to; give one --to for each --vault.")
    }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let keeper = try context.policyKeeper()
    let source = try resolver.id(vault, .vault, in: region, field: .vault)
    let texts = destinations.isEmpty ? [""] : destinations
    var refused: [RefusalShape] = []
    var choices: [Destination] = []
    for (index, text) in texts.enumerated() {
      let choice = try DestinationChoice(text, vault: index < vaults.count ? vaults[index] : nil, resolver)
      refused += choice.refused
      if choice.refused.isEmpty { choices.append(choice.destination) }
    }
    if plan {
      var plans: [VaultPlan] = []
      for destination in choices { plans.append(try await keeper.planVault(source, to: destination)) }
      return try context.print(plans, refused: refused)
    }
    var outcomes: [VaultReplication] = []
    for destination in choices {
      outcomes.append(try await keeper.replicateVault(source, to: destination, by: context.requester))
    }
    return try await context.finish(outcomes, refused: refused, wait: wait)
  }
}

extension OpenContext {
  fileprivate func print(_ plans: [VaultPlan], refused: [RefusalShape]) throws -> ExitStatus {
    let whole = Plan(
      allowed: plans.flatMap(\.plan.allowed), refused: plans.flatMap(\.plan.refused),
      warnings: plans.flatMap(\.plan.warnings))
    let skipped = plans.flatMap(\.skipped).map { RefusalShape($0) }
    if output.json {
      let all = refused + whole.refused.map { RefusalShape($0) }
      try output.document(VaultPlanShape(plan: PlanShape(whole, refused: all), skipped: skipped))
      return all.isEmpty ? .done : .refused
    }
    let count = plans.reduce(0) { $0 + $1.skippedCount }
    try output.line(
      "\(whole.allowed.count) eligible, \(count) skipped, traffic \(ByteFormat.short(whole.traffic))")
    for skip in skipped { try output.line(skip.skipLine(output.names)) }
    return try output.plan(whole, refused: refused)
  }
}
