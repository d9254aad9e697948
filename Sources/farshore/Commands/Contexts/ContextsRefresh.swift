import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore contexts refresh`.
struct ContextsRefresh: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Reads everything that a live account has anew, and says how each region is.")

  @Argument(help: "The context; else the current one.") var name: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let home = try session.home()
    let cloud = try Providers.open(home: home, file: ContextFiles(home: home).choose(name ?? common.context))
    session.remarkPauses()
    if let live = cloud as? any LiveCloud { try await live.refresh() }
    let regions = try cloud.catalog.regions()
    if session.output.json {
      try session.output.document(regions.map(RegionShape.init))
    } else {
      var table = Table([.words("REGION"), .words("READ"), .words("OUT OF REACH")])
      for region in regions {
        table.add([region.id, region.refreshedAt.map { Moment.text($0) } ?? "", region.unreachable ?? ""])
      }
      try session.output.table(table)
    }
    return regions.allSatisfy { $0.unreachable == nil } ? .done : .unreachable
  }
}
