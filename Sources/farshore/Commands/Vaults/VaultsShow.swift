import ArgumentParser
import Catalog
import Replication

/// `farshore vaults show`.
struct VaultsShow: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one vault.")

  @Argument(help: "The vault.") var vault: String
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.resolver().id(vault, .vault, in: region, field: .vault)
    return try context.printVault(id)
  }
}
