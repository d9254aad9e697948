import ArgumentParser
import Embedded
import Replication

/// `farshore disks add`.
struct DisksAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Registers a single disk.")

  @Argument(help: "The disk's name.") var name: String
  @Option(help: ArgumentHelp("The region.", valueName: "id")) var region: String
  @Option(help: ArgumentHelp("The project; else the default one.", valueName: "name")) var project: String?
  @Option(help: ArgumentHelp("A raw image or block device.", valueName: "path")) var path: String
  @Option(help: "What the disk holds.") var usage: DiskUsage
  @Option(help: "Take the file as a raw disk even if it looks like qcow2.") var format: DiskFormat?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let project = try project.map { try context.resolver().project($0, in: region) }
    let disk = try context.engine.ordered("add-disk", on: name, in: region, by: context.requester) {
      try $0.addDisk(
        name: name, region: region, project: project, usage: usage, path: FilePath.absolute(path),
        forcedRaw: format == .raw)
    }
    if session.output.json {
      try session.output.document(DiskShape(disk))
    } else {
      try session.output.line("disk \(disk.name): added")
    }
    return .done
  }
}
