import ArgumentParser

/// `farshore store`.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "The regions' stores.",
    subcommands: [StoreVerify.self, StoreCollect.self, StoreImport.self])
}
