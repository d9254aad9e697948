import ArgumentParser
import Embedded
import Replication

/// `farshore disks remove`.
struct DisksRemove: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forgets a disk; its file, backups and snapshots stay.")

  @Argument(help: "The disk.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try Resolver.find(name, "disk", among: try context.engine.disks(), name: \.name, region: \.region).get()
    _ = try context.engine.ordered("remove-disk", on: name, by: context.requester) { try $0.removeDisk(id) }
    return try session.output.deletion(done: [id], refused: [], word: "disk")
  }
}
