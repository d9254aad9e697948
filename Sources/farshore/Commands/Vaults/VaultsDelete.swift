import ArgumentParser
import Catalog
import Replication

/// `farshore vaults delete`.
struct VaultsDelete: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Deletes empty vaults.")

  @Argument(help: "The vaults.") var vaults: [String]
  @OptionGroup var deletion: DeletionOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().delete(.vault, as: .vault, vaults, deletion)
  }
}
