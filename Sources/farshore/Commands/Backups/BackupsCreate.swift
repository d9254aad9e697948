import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore backups create`.
struct BackupsCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Backs up a registered server, disk or file system.",
    discussion: "Returns when the backup is finished.")

  @Option(help: ArgumentHelp("The server.", valueName: "name")) var server: String?
  @Option(help: ArgumentHelp("The disk.", valueName: "name")) var disk: String?
  @Option(help: ArgumentHelp("The SFS Turbo file system.", valueName: "name")) var filesystem: String?
  @Option(help: ArgumentHelp("The backup vault; else the only one that fits.", valueName: "vault"))
  var vault: String?
  @Option(help: "The backup's name.") var name: String?
  @Flag(help: "Read disks that are mounted or open for writing all the same.") var allowOpen = false
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    guard [server, disk, filesystem].compactMap(\.self).count == 1 else {
      throw ValidationError("Give one of --server, --disk and --filesystem.")
    }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    var refused: [RefusalShape] = []
    let resource = try find(context, &refused)
    let vaultID = try findVault(context, resource, &refused)
    guard refused.isEmpty, let resource, let vaultID else {
      // What cannot be found must not hide what else is wrong.
      let fields = name.map { FieldRules.resourceName($0, field: .name) } ?? []
      throw Declined(refusals: refused + fields.map { RefusalShape($0) })
    }
    let request = BackupRequest(
      type: type, resource: resource.id, vault: vaultID, name: name, allowOpen: allowOpen)
    let admission = try await context.cloud.createBackup(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printBackup($0) }
  }

  private var type: ResourceType { server != nil ? .server : disk != nil ? .disk : .turbo }

  private func find(_ context: OpenContext, _ refused: inout [RefusalShape]) throws -> Registered? {
    let things: [Registered]
    switch type {
    case .server:
      things = try context.engine.servers().map {
        Registered(id: $0.id, name: $0.name, region: $0.region, project: $0.project)
      }
    case .disk:
      things = try context.engine.disks().map {
        Registered(id: $0.id, name: $0.name, region: $0.region, project: $0.project)
      }
    case .turbo:
      things = try context.engine.fileSystems().map {
        Registered(id: $0.id, name: $0.name, region: $0.region, project: $0.project)
      }
    }
    let word = type == .turbo ? "file system" : type.rawValue
    let found = Resolver.find(
      server ?? disk ?? filesystem ?? "", word, among: things, name: \.name, region: \.region)
    switch found {
    case .id(let id): return things.first { $0.id == id }
    case .refused(let refusal): refused.append(refusal)
    }
    return nil
  }

  /// The vault named, or the only backup vault of the type beside the resource.
  private func findVault(
    _ context: OpenContext, _ resource: Registered?, _ refused: inout [RefusalShape]
  ) throws -> String? {
    if let vault {
      switch try context.resolver().find(vault, .vault, in: resource?.region, field: .vault) {
      case .id(let id): return id
      case .refused(let refusal): refused.append(refusal)
      }
      return nil
    }
    guard let resource else { return nil }
    let fitting = try context.catalog.vaults(region: resource.region).filter {
      $0.type == type && $0.protection == .backup && $0.project == resource.project
    }
    if fitting.count == 1 { return fitting[0].id }
    let names = fitting.map(\.name).joined(separator: ", ")
    refused.append(
      RefusalShape(
        Refusal(
          code: .vaultRequired,
          message: fitting.isEmpty
            ? "There is no \(type.rawValue) backup vault in \(resource.region). Create one first."
            : "Choose a vault with --vault: \(names).", field: .vault, source: resource.id, region: resource.region)))
    return nil
  }
}
