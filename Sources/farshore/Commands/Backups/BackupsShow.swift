import ArgumentParser
import Catalog

/// `farshore backups show`.
struct BackupsShow: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one backup or replica.")

  @Argument(help: "The backup.") var id: String
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    return try context.printBackup(try context.resolver().id(id, .backup, in: region))
  }
}
