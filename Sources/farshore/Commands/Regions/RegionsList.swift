import ArgumentParser
import Catalog
import Replication

/// `farshore regions list`.
struct RegionsList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the regions of the context.")

  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"), transform: TypedValue.count)
  var limit: Int?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let regions = try context.catalog.regions().prefix(max(0, limit ?? .max))
    if session.output.json {
      try session.output.document(regions.map(RegionShape.init))
      return .done
    }
    // Where all is well nobody needs the column.
    let isTroubled = regions.contains { $0.unreachable != nil }
    var table = Table(
      [
        .words("ID"), .words("NAME"), .words("SERVICES"), .words("REPLICATION"), .words("ZONE"), .number("SNAPSHOTS"),
        .words("PROJECTS"),
      ] + (isTroubled ? [.words("UNREACHABLE")] : []))
    for region in regions {
      let quota = region.snapshotQuota.map { "\(region.snapshotsUsed)/\($0)" } ?? "\(region.snapshotsUsed)"
      table.add(
        [
          region.id, region.name, region.services.map(\.rawValue).joined(separator: ","),
          region.canReplicate ? "yes" : "no", region.zone.rawValue, quota,
          region.projects.map(\.name).joined(separator: ", "),
        ] + (isTroubled ? [region.unreachable ?? ""] : []))
    }
    try session.output.table(table)
    return .done
  }
}
