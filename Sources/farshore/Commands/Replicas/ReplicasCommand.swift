import ArgumentParser

/// `farshore replicas`.
struct ReplicasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicas", abstract: "Replicas of backups in other regions; backups list shows them.",
    subcommands: [ReplicasCreate.self, ReplicasDrill.self])
}
