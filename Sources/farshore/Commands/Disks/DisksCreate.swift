import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore disks create`.
struct DisksCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Makes a disk of a snapshot, in the snapshot's region.",
    discussion: "The file is verified while it is written; a file that exists is never overwritten.")

  @Argument(help: "The new disk's name.") var name: String
  @Option(help: "The snapshot.") var snapshot: String
  @Option(help: ArgumentHelp("The file to make.", valueName: "file")) var path: String
  @Option(help: ArgumentHelp("Where the snapshot's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.found(snapshot, .snapshot, in: region, name: name)
    let request = DiskRequest(snapshot: id, name: name, path: FilePath.absolute(path))
    let admission = try await context.cloud.createDisk(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printDisk($0) }
  }
}

extension OpenContext {
  /// Prints one registered disk.
  func printDisk(_ id: String) throws -> ExitStatus {
    guard let disk = try (embedded?.disks() ?? []).first(where: { $0.id == id }) else {
      throw Declined(refusals: [Resolver.unknown(id, "disk", field: .source)])
    }
    if output.json {
      try output.document(DiskShape(disk))
      return .done
    }
    var detail = Detail()
    detail.add("disk", disk.name)
    detail.add("id", disk.id)
    detail.add("usage", disk.usage.rawValue)
    detail.add("region", disk.region)
    detail.add("project", try resolver().projectName(disk.project, in: disk.region))
    detail.add("path", disk.path)
    try detail.print(to: output)
    return .done
  }
}
