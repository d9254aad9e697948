import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore snapshots drill`.
struct SnapshotsDrill: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill", abstract: "Rebuilds a snapshot in a scratch place and compares it.",
    discussion: """
      What is rebuilt is read back from the device and compared with the hashes taken when the snapshot was made; the
      dated certificate is kept with it in its region's store. Nothing of what was rebuilt is left.
      """)

  @Argument(help: "The snapshot.") var id: String
  @Option(help: ArgumentHelp("How much of the disk, chosen at random.", valueName: "percent"), transform: Share.parse)
  var sample: Share = Share(percent: 100)
  @Option(help: ArgumentHelp("Where to rebuild it; else in the home.", valueName: "dir")) var scratch: String?
  @Option(help: ArgumentHelp("Where the name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    // A certificate is worth something only for the copy that was meant.
    let id = try context.resolver().id(id, .snapshot, in: region, preferringOriginals: false)
    let request = DrillRequest(source: id, percent: sample.percent, scratch: scratch.map(FilePath.absolute))
    let admission = try await context.cloud.drill(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { _ in try context.printSnapshot(id) }
  }
}
