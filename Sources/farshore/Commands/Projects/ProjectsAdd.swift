import ArgumentParser
import Embedded
import Replication

/// `farshore projects add`.
struct ProjectsAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a project to a region.")

  @Argument(help: "The project's name.") var name: String
  @Option(help: ArgumentHelp("The region.", valueName: "id")) var region: String
  @Flag(name: .customLong("default"), help: "It becomes the region's default project.") var isDefault = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let project = try context.engine.ordered("add-project", on: name, in: region, by: context.requester) {
      try $0.addProject(name: name, region: region, isDefault: isDefault)
    }
    if session.output.json {
      try session.output.document(ProjectShape(project))
    } else {
      try session.output.line("project \(project.name) of \(project.region): added")
    }
    return .done
  }
}
