import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore filesystems create`.
struct FileSystemsCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Makes a file system of an SFS Turbo backup or replica.",
    discussion: """
      The folder must not exist. It is filled, verified and registered in the backup's region. Owners, setuid bits,
      devices and security attributes are left out, and told, unless --privileged is given.
      """)

  @Argument(help: "The new file system's name.") var name: String
  @Option(help: "The backup or replica.") var backup: String
  @Option(help: ArgumentHelp("The folder to make.", valueName: "dir")) var path: String
  @Option(help: ArgumentHelp("Where the backup's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Restore everything as it was; mostly needs root.") var privileged = false
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id: String
    switch try context.resolver().find(backup, .backup, in: region) {
    case .id(let found): id = found
    case .refused(let refusal):
      // What cannot be found must not hide what else is wrong.
      let fields = FieldRules.resourceName(name, field: .name)
      throw Declined(refusals: [refusal] + fields.map { RefusalShape($0) })
    }
    let request = FileSystemRequest(
      backup: id, name: name, path: FilePath.absolute(path), isPrivileged: privileged)
    let admission = try await context.cloud.createFileSystem(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printFileSystem($0) }
  }
}

extension OpenContext {
  /// Prints one registered file system.
  func printFileSystem(_ id: String) throws -> ExitStatus {
    guard let system = try engine.fileSystems().first(where: { $0.id == id }) else {
      throw Declined(refusals: [Resolver.unknown(id, "file system", field: .source)])
    }
    if output.json {
      try output.document(FileSystemShape(system))
      return .done
    }
    var detail = Detail()
    detail.add("file system", system.name)
    detail.add("id", system.id)
    detail.add("region", system.region)
    detail.add("project", try resolver().projectName(system.project, in: system.region))
    detail.add("path", system.path)
    detail.add("note", system.note)
    try detail.print(to: output)
    return .done
  }
}
