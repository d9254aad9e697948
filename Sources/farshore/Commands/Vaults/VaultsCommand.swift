import ArgumentParser

/// `farshore vaults`.
struct VaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vaults", abstract: "Vaults: what backups and replicas lie in.",
    subcommands: [
      VaultsList.self, VaultsShow.self, VaultsCreate.self, VaultsExpand.self, VaultsDelete.self,
      VaultsReplicate.self,
    ])
}
