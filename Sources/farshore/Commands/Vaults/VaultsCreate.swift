import ArgumentParser
import Embedded
import Replication

/// `farshore vaults create`.
struct VaultsCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "create", abstract: "Creates a vault.")

  @Argument(help: "The vault's name.") var name: String
  @Option(help: ArgumentHelp("The region.", valueName: "id")) var region: String = ""
  @Option(help: ArgumentHelp("The project; else the default one.", valueName: "name")) var project: String?
  @Option(help: "What its backups protect.") var type: ResourceType
  @Option(help: "Originals or replicas.") var protection: Protection
  @Option(help: ArgumentHelp("What it may hold, such as 100GB.", valueName: "size"), transform: ByteSize.parse)
  var capacity: ByteSize
  @Flag(help: "The capacity grows instead of being refused.") var autoExpand = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let request = VaultRequest(
      name: name, region: region, project: project.map { resolver.project($0, in: region) }, type: type,
      protection: protection, capacity: capacity.bytes, autoExpand: autoExpand)
    let vault = try await context.cloud.createVault(request, by: context.requester)
    return try context.printVault(vault.id)
  }
}
