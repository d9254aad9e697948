import ArgumentParser
import Catalog
import Replication

/// `farshore backups delete`.
struct BackupsDelete: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Deletes backups or replicas.")

  @Argument(help: "The backups.") var ids: [String]
  @OptionGroup var deletion: DeletionOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().delete(.backup, as: .backup, ids, deletion)
  }
}
