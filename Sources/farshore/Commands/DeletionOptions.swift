import ArgumentParser

/// What deletions take.
struct DeletionOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Delete the last verified copy of this one all the same; repeatable.", valueName: "name"))
  var confirm: [String] = []
  @Option(help: ArgumentHelp("Where names are looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Print the task instead of waiting for the end.") var noWait = false
}
