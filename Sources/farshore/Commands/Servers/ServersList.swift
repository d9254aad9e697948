import ArgumentParser
import Embedded
import Replication

/// `farshore servers list`.
struct ServersList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the registered servers.")

  @OptionGroup var place: PlaceOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let scope = try resolver.scope(region: place.region, project: place.project)
    let servers = try context.engine.servers().filter {
      scope.holds(region: $0.region, project: $0.project) && (place.kind == nil || $0.kind.rawValue == place.kind)
    }.prefix(place.limit ?? .max)
    if session.output.json {
      try session.output.document(servers.map(ServerShape.init))
      return .done
    }
    var table = Table([.words("NAME"), .words("KIND"), .words("REGION"), .words("PROJECT"), .words("DISKS")])
    for server in servers {
      table.add([
        server.name, server.kind.rawValue, server.region, resolver.projectName(server.project, in: server.region),
        server.disks.map { "\($0.usage.rawValue):\($0.path)" }.joined(separator: " "),
      ])
    }
    try session.output.table(table)
    return .done
  }
}
