import ArgumentParser
import Embedded
import Replication

/// `farshore store import`.
struct StoreImport: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Makes a store that is there already a region of the context, with all it holds.",
    discussion: "While the store belongs to another home, the region can only be read.")

  @Argument(help: "The folder of the store.") var path: String
  @Flag(help: "Makes the store this home's own: for stores that were copied or whose home is gone.") var take = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let region = try await context.engine.importStore(
      path: FilePath.absolute(path), take: take, by: context.requester)
    if session.output.json {
      try session.output.document(RegionShape(region))
    } else {
      try session.output.line("region \(region.label): imported\(region.unreachable == nil ? "" : ", to be read only")")
      if let reason = region.unreachable { session.output.remark(reason) }
    }
    return .done
  }
}
