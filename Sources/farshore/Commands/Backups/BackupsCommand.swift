import ArgumentParser

/// `farshore backups`.
struct BackupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "Backups of servers and disks, and their replicas.",
    subcommands: [
      BackupsList.self, BackupsShow.self, BackupsCreate.self, BackupsVerify.self, ReplicasDrill.self,
      BackupsRename.self, BackupsDelete.self,
    ])
}
