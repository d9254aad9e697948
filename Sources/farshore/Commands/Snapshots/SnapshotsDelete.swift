import ArgumentParser
import Catalog
import Replication

/// `farshore snapshots delete`.
struct SnapshotsDelete: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Deletes snapshots.")

  @Argument(help: "The snapshots.") var ids: [String]
  @OptionGroup var deletion: DeletionOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    try await session.open().delete(.snapshot, as: .snapshot, ids, deletion)
  }
}
