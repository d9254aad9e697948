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
    try context.engine.removeFileSystem(id)
    return try session.output.deletion(done: [id], refused: [], word: "file system")
  }
}
