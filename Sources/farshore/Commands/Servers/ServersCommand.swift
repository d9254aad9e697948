import ArgumentParser

/// `farshore servers`.
struct ServersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "servers", abstract: "Registered servers: raw disk images or block devices.",
    subcommands: [ServersList.self, ServersAdd.self, ServersProvision.self, ServersRemove.self])
}
