import ArgumentParser
import Catalog
import Embedded
import Foundation
import Replication

/// `farshore snapshots copy`.
struct SnapshotsCopy: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Copies a snapshot to one or more regions.",
    discussion: """
      The source cannot be deleted until the last copy has ended. Returns on admission; with --wait when every task has
      ended.
      """)

  @Argument(help: "The snapshot.") var id: String
  @Option(name: .customLong("to"), help: ArgumentHelp("Where to; repeatable.", valueName: "region[,region]"))
  var targets: [String] = []
  @Option(help: "The new snapshots' name; else one that names the source.") var name: String?
  @Option(help: ArgumentHelp("Where the snapshot's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Say what would happen and change nothing.") var plan = false
  @Flag(help: "Return when every task has ended.") var wait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let named = targets.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    // Without --to there is one request without a region, so that every rule still speaks.
    let regions = named.isEmpty ? [""] : named
    switch try resolver.find(id, .snapshot, in: region) {
    case .refused(let refusal):
      let refused = [refusal] + regions.flatMap { otherRefusals(region: $0, context, resolver) }
      if plan { return try context.output.plan(Plan(), refused: refused) }
      return try context.output.admission([], refused: refused)
    case .id(let id):
      let requests = regions.map { SnapshotCopyRequest(snapshot: id, region: $0, name: name) }
      if plan {
        let plan = try await context.cloud.plan(requests)
        // What can be reached only matters where no rule forbids it.
        if plan.refused.isEmpty { try await context.cloud.requireStores(for: requests) }
        return try context.output.plan(plan, refused: [])
      }
      var submitted = Submitted()
      // A live cloud takes all regions in one request; of stores each can be out of reach by itself.
      let parts = context.cloud.profile.provider == .embedded ? requests.map { [$0] } : [requests]
      for part in parts {
        try await submitted.add { try await context.cloud.copySnapshots(part, by: context.requester) }
      }
      return try await context.finish(submitted, wait: wait)
    }
  }

  /// What stands against the name and the region when the snapshot is not known: a stand-in that lies nowhere takes its
  /// place, and what is said of it is left out.
  private func otherRefusals(region: String, _ context: OpenContext, _ resolver: Resolver) -> [RefusalShape] {
    let source = Snapshot(
      id: "", name: "", state: .normal, region: "?", project: "", disk: NamedReference(id: "", name: ""), usage: .data,
      size: 0, createdAt: Date())
    let request = SnapshotCopyRequest(snapshot: "", region: region, name: name)
    let facts = SnapshotFacts(snapshot: source, regions: resolver.regions)
    return RuleBook(profile: context.cloud.profile).refusals(request, facts).filter { $0.field != .source }
      .map { refusal in
        var refusal = refusal
        refusal.source = nil
        return RefusalShape(refusal)
      }
  }
}
