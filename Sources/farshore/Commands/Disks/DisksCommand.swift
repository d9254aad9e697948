import ArgumentParser

/// `farshore disks`.
struct DisksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disks", abstract: "Registered disks: single ones, and those of servers.",
    subcommands: [DisksList.self, DisksAdd.self, DisksCreate.self, DisksRemove.self])
}
