import ArgumentParser
import Replication

/// `farshore projects list`.
struct ProjectsList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the projects of all regions.")

  @Option(help: ArgumentHelp("Only this region.", valueName: "id")) var region: String?
  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"), transform: TypedValue.count)
  var limit: Int?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let resolver = try session.open().resolver()
    let scope = try resolver.scope(region: region, project: nil)
    let projects = resolver.regions.filter { scope.region == nil || $0.id == scope.region }.flatMap(\.projects)
      .prefix(max(0, limit ?? .max))
    if session.output.json {
      try session.output.document(projects.map(ProjectShape.init))
      return .done
    }
    var table = Table([.words("NAME"), .words("REGION"), .words("DEFAULT"), .words("ID")])
    for project in projects { table.add([project.name, project.region, project.isDefault ? "yes" : "", project.id]) }
    try session.output.table(table)
    return .done
  }
}
