import ArgumentParser
import Embedded
import Replication

/// `farshore filesystems remove`.
struct FileSystemsRemove: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forgets a file system; its folder and backups stay.")

  @Argument(help: "The file system.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let id = try Resolver.find(
      name, "file system", among: try context.engine.fileSystems(), name: \.name, region: \.region
    ).get()
    _ = try context.engine.ordered("remove-filesystem", on: name, by: context.requester) {
      try $0.removeFileSystem(id)
    }
    return try session.output.deletion(done: [id], refused: [], word: "file system")
  }
}
