import ArgumentParser
import Embedded
import Replication

/// `farshore servers add`.
struct ServersAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Registers a server by its disks.")

  @Argument(help: "The server's name.") var name: String
  @Option(help: ArgumentHelp("The region.", valueName: "id")) var region: String
  @Option(help: ArgumentHelp("The project; else the default one.", valueName: "name")) var project: String?
  @Option(help: ArgumentHelp("A raw image or block device; repeatable.", valueName: "system|data:path"))
  var disk: [String]
  @Option(help: "Take files as raw disks even if they look like qcow2.") var format: DiskFormat?
  @Option(help: ArgumentHelp("What the server is: ecs, bms, native or workspace.", valueName: "kind"))
  var kind: String = "ecs"
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let disks = try disk.map(DiskChoice.init)
    let context = try session.open()
    let project = try project.map { try context.resolver().project($0, in: region) }
    let server = try context.engine.ordered("add-server", on: name, in: region, by: context.requester) {
      try $0.addServer(
        name: name, region: region, project: project, kind: ResourceKind(rawValue: kind),
        disks: disks.map { ($0.usage, $0.path) }, forcedRaw: format == .raw)
    }
    if session.output.json {
      try session.output.document(ServerShape(server))
    } else {
      try session.output.line("server \(server.name): added with \(server.disks.map(\.name).joined(separator: ", "))")
    }
    return .done
  }
}
