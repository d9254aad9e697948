import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore vaults expand`.
struct VaultsExpand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "expand", abstract: "Sets a vault's total capacity, or lets it grow by itself.")

  @Argument(help: "The vault.") var vault: String
  @Option(help: ArgumentHelp("The new total, such as 200GB.", valueName: "total"), transform: ByteSize.parse)
  var capacity: ByteSize?
  @Option(help: ArgumentHelp("Whether it grows instead of being refused.", valueName: "on|off"))
  var autoExpand: Switch?
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if capacity == nil, autoExpand == nil {
      throw ValidationError("Give --capacity, --auto-expand, or both.")
    }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.resolver().id(vault, .vault, in: region, field: .vault)
    _ = try await context.cloud.changeVault(
      id, capacity: capacity?.bytes, autoExpand: autoExpand.map { $0 == .on }, by: context.requester)
    return try context.printVault(id)
  }
}
