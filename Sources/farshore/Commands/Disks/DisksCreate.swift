import ArgumentParser
import Catalog
import Embedded
import Replication
import TencentCloud

/// `farshore disks create`.
struct DisksCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Makes a disk of a snapshot, in the snapshot's region.",
    discussion: """
      In an embedded context the file --path is verified while it is written; a file that exists is never overwritten. In
      an account of Tencent Cloud the disk is paid by the hour, and the command returns when the cloud has admitted it.
      """)

  @Argument(help: "The new disk's name.") var name: String
  @Option(help: "The snapshot.") var snapshot: String
  @Option(help: ArgumentHelp("The file to make.", valueName: "file")) var path: String?
  @Option(help: ArgumentHelp("Where the snapshot's name is looked up first.", valueName: "id")) var region: String?
  @Option(help: "The zone in Tencent Cloud; else the snapshot's own.") var zone: String?
  @Option(help: ArgumentHelp("The type, as CLOUD_PREMIUM; else the first the zone offers.", valueName: "word"))
  var type: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.found(snapshot, .snapshot, in: region, name: name)
    if let account = context.cloud as? TencentAccount { return try await make(id, in: account, context) }
    guard let path else { throw ProviderError.fileMissing }
    let request = DiskRequest(snapshot: id, name: name, path: FilePath.absolute(path))
    let admission = try await context.cloud.createDisk(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printDisk($0) }
  }

  private func make(_ id: String, in account: TencentAccount, _ context: OpenContext) async throws -> ExitStatus {
    let wish = DiskWish(snapshot: id, name: name, zone: zone, diskType: type)
    let made = try await account.createDisk(wish, by: context.requester)
    if context.output.json {
      try context.output.document(["disks": made])
    } else {
      for disk in made { try context.output.line("disk \(disk): being made") }
    }
    return .done
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
