import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore servers provision`.
struct ServersProvision: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "provision", abstract: "Makes a server of an image, in the image's region.",
    discussion: """
      The disks are written anew from the region's store and verified while they are written, with a libvirt domain
      beside them, and registered as a server. Without --path they go to a folder beside the store: STORE-servers/NAME.
      A folder that exists is never touched.
      """)

  @Argument(help: "The new server's name.") var name: String
  @Option(help: "The image.") var image: String
  @Option(help: ArgumentHelp("The project; else that of the image's backup.", valueName: "name")) var project: String?
  @Option(help: ArgumentHelp("The folder to make.", valueName: "dir")) var path: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.found(image, .image, name: name)
    let request = ServerRequest(image: id, name: name, project: project, path: path.map(FilePath.absolute))
    let admission = try await context.cloud.createServer(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printServer($0) }
  }
}

extension OpenContext {
  /// Finds what something is made of; what cannot be found hides nothing that is wrong with the new name.
  func found(_ text: String, _ kind: Resolvable, in region: String? = nil, name: String) throws -> String {
    switch try resolver().find(text, kind, in: region) {
    case .id(let found): return found
    case .refused(let refusal):
      let fields = FieldRules.resourceName(name, field: .name)
      throw Declined(refusals: [refusal] + fields.map { RefusalShape($0) })
    }
  }

  /// The engine of an embedded context; nil for other clouds.
  var embedded: EmbeddedCloud? { (cloud as any Cloud) as? EmbeddedCloud }

  /// The registered servers; none where the cloud registers none.
  private var registeredServers: [Server] { get throws { try embedded?.servers() ?? [] } }

  /// Prints one registered server.
  func printServer(_ id: String) throws -> ExitStatus {
    guard let server = try registeredServers.first(where: { $0.id == id }) else {
      throw Declined(refusals: [Resolver.unknown(id, "server", field: .source)])
    }
    if output.json {
      try output.document(ServerShape(server))
      return .done
    }
    var detail = Detail()
    detail.add("server", server.name)
    detail.add("id", server.id)
    detail.add("region", server.region)
    detail.add("project", try resolver().projectName(server.project, in: server.region))
    for disk in server.disks { detail.add("disk", "\(disk.name) \(disk.usage.rawValue) \(disk.path)") }
    try detail.print(to: output)
    return .done
  }
}
