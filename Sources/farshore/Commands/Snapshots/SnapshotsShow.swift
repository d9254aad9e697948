import ArgumentParser
import Catalog

/// `farshore snapshots show`.
struct SnapshotsShow: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one snapshot.")

  @Argument(help: "The snapshot.") var id: String
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    return try context.printSnapshot(try context.resolver().id(id, .snapshot, in: region))
  }
}
