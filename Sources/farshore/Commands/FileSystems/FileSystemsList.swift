import ArgumentParser
import Embedded
import Replication

/// `farshore filesystems list`.
struct FileSystemsList: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the registered file systems.")

  @OptionGroup var place: PlaceOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let scope = try resolver.scope(region: place.region, project: place.project)
    let systems = try context.engine.fileSystems().filter {
      scope.holds(region: $0.region, project: $0.project) && (place.kind == nil || place.kind == "turbo")
    }.prefix(place.limit ?? .max)
    if session.output.json {
      try session.output.document(systems.map(FileSystemShape.init))
      return .done
    }
    var table = Table([.words("NAME"), .words("REGION"), .words("PROJECT"), .words("PATH")])
    for system in systems {
      table.add([system.name, system.region, resolver.projectName(system.project, in: system.region), system.path])
    }
    try session.output.table(table)
    return .done
  }
}
