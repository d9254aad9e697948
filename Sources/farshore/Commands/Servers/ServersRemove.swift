import ArgumentParser
import Embedded
import Replication

/// `farshore servers remove`.
struct ServersRemove: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forgets a server; its disks and backups stay.")

  @Argument(help: "The server.") var name: String
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let found = Resolver.find(
      name, "server", among: try context.engine.servers(), name: \.name, region: \.region)
    let id = try found.get()
    _ = try context.engine.ordered("remove-server", on: name, by: context.requester) { try $0.removeServer(id) }
    return try session.output.deletion(done: [id], refused: [], word: "server")
  }
}
