import ArgumentParser
import Embedded
import Replication

/// `farshore filesystems add`.
struct FileSystemsAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Registers a folder as an SFS Turbo file system.",
    discussion: "A backup holds everything beneath the folder, but not what is mounted there.")

  @Argument(help: "The file system's name.") var name: String
  @Option(help: ArgumentHelp("The region.", valueName: "id")) var region: String
  @Option(help: ArgumentHelp("The project; else the default one.", valueName: "name")) var project: String?
  @Option(help: ArgumentHelp("The folder.", valueName: "dir")) var path: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let project = try project.map { try context.resolver().project($0, in: region) }
    let system = try context.engine.ordered("add-filesystem", on: name, in: region, by: context.requester) {
      try $0.addFileSystem(name: name, region: region, project: project, path: FilePath.absolute(path))
    }
    if session.output.json {
      try session.output.document(FileSystemShape(system))
    } else {
      try session.output.line("file system \(system.name): added")
    }
    return .done
  }
}
