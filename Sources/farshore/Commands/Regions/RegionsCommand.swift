import ArgumentParser

/// `farshore regions`.
struct RegionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regions", abstract: "Regions: each holds projects and a store.",
    subcommands: [RegionsList.self, RegionsAdd.self])
}
