import ArgumentParser
import Embedded
import Replication

/// `farshore disks list`.
struct DisksList: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the registered disks, those of servers included.")

  @OptionGroup var place: PlaceOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let scope = try resolver.scope(region: place.region, project: place.project)
    let disks = try context.engine.disks().filter {
      scope.holds(region: $0.region, project: $0.project) && (place.kind == nil || $0.usage.rawValue == place.kind)
    }.prefix(place.limit ?? .max)
    if session.output.json {
      try session.output.document(disks.map(DiskShape.init))
      return .done
    }
    var table = Table([
      .words("NAME"), .words("USAGE"), .words("SERVER"), .words("REGION"), .words("PROJECT"), .words("PATH"),
    ])
    for disk in disks {
      table.add([
        disk.name, disk.usage.rawValue, disk.server?.name ?? "-", disk.region,
        resolver.projectName(disk.project, in: disk.region), disk.path,
      ])
    }
    try session.output.table(table)
    return .done
  }
}
