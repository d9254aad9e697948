import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore backups verify`.
struct BackupsVerify: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Reads everything a backup or replica names and compares the hashes.",
    discussion: "Returns when the verification is finished.")

  @Argument(help: "The backup.") var id: String
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.resolver().id(id, .backup, in: region)
    let admission = try await context.cloud.verify(id, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { _ in try context.printBackup(id) }
  }
}
