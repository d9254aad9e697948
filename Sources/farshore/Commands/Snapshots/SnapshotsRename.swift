import ArgumentParser
import Catalog
import Replication

/// `farshore snapshots rename`.
struct SnapshotsRename: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Gives a snapshot of a live account another name.",
    discussion: "Copies in other regions keep theirs.")

  @Argument(help: "The snapshot.") var id: String
  @Argument(help: "Its new name.") var name: String
  @Option(help: ArgumentHelp("Where the old name is looked up first.", valueName: "id")) var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try context.resolver().id(id, .snapshot, in: region)
    do {
      try await context.cloud.rename(id, to: name, by: context.requester)
    } catch let refused as Refused {
      throw Declined(refusals: refused.refusals.map { RefusalShape($0) })
    }
    return try context.printSnapshot(id)
  }
}
