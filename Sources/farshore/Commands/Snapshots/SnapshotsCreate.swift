import ArgumentParser
import Embedded
import Replication

/// `farshore snapshots create`.
struct SnapshotsCreate: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Takes a snapshot of a registered disk.",
    discussion: "Returns when the snapshot is finished.")

  @Option(help: ArgumentHelp("The disk; a server's are called NAME-system, NAME-data-1 and so on.", valueName: "name"))
  var disk: String
  @Option(help: "The snapshot's name.") var name: String?
  @Flag(help: "Read a disk that is mounted or open for writing all the same.") var allowOpen = false
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    // An account's disks are looked up by its cloud.
    let found: Resolver.Found =
      try context.cloud.profile.provider == .embedded
      ? Resolver.find(disk, "disk", among: context.engine.disks(), name: \.name, region: \.region) : .id(disk)
    guard case .id(let id) = found else {
      let fields = name.map { FieldRules.snapshotName($0) } ?? []
      let refusals = if case .refused(let refusal) = found { [refusal] } else { [RefusalShape]() }
      throw Declined(refusals: refusals + fields.map { RefusalShape($0) })
    }
    let request = SnapshotRequest(disk: id, name: name, allowOpen: allowOpen)
    let admission = try await context.cloud.createSnapshot(request, by: context.requester)
    return try await context.finish(admission, noWait: noWait) { try context.printSnapshot($0) }
  }
}
