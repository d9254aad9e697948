import ArgumentParser

/// `farshore snapshots`.
struct SnapshotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshots", abstract: "Snapshots of disks, and their copies in other regions.",
    subcommands: [
      SnapshotsList.self, SnapshotsShow.self, SnapshotsCreate.self, SnapshotsCopy.self, SnapshotsDrill.self,
      SnapshotsRename.self, SnapshotsDelete.self,
    ])
}
