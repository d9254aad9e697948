import ArgumentParser
import Catalog
import Replication

/// `farshore images delete`.
struct ImagesDelete: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Deletes images with their files; servers made of them stay.")

  @Argument(help: "The images.") var ids: [String]
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    return try await context.delete(.image, as: .image, ids)
  }
}
