import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore store collect`.
struct StoreCollect: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Frees what no backup, replica or snapshot of a region's store names any more.",
    discussion: "With --dry-run it only tells what would be freed.")

  @Argument(help: "The region; else all that belong to this home.") var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  /// A collection has a dry run of its own, without a live cloud's requests.
  var opensContext: Bool { !common.dryRun }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let scope = try context.resolver().scope(region: region, project: nil)
    // Regions out of reach or of another home are collected by name only, which says why they cannot be.
    let regions = try scope.region.map { [$0] } ?? context.catalog.regions().filter { $0.unreachable == nil }.map(\.id)
    let requester = context.requester
    let isDry = common.dryRun
    let done = try await session.interruption.guarding { [cloud = try context.engine] in
      var done: [StoreCollection] = []
      for region in regions { done.append(try await cloud.collectStore(region: region, dryRun: isDry, by: requester)) }
      return done
    }
    guard let done else { throw Interrupted(tasks: []) }
    try session.output.collections(done)
    return .done
  }
}
