import ArgumentParser

/// What deletions take.
struct DeletionOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Delete the last verified copy of this one all the same; repeatable.", valueName: "name"))
  var confirm: [String] = []
  @Option(help: ArgumentHelp("Where names are looked up first.", valueName: "id")) var region: String?
  // Every command that returns when it has finished takes it; deletions are done at once, so it changes nothing.
  @Flag(help: .hidden) var noWait = false
}
