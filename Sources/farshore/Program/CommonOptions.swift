import ArgumentParser

/// The options every command takes, before or after its noun and verb.
struct CommonOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp("Configuration and embedded data; else FARSHORE_HOME, else the XDG folders.", valueName: "dir"))
  var home: String?

  @Option(help: ArgumentHelp("The context to work in; else the current one.", valueName: "name"))
  var context: String?

  @Flag(help: "Print one JSON document instead of text.")
  var json = false

  @Flag(help: "Print the exact requests that would change something in a live account, without secrets; send none.")
  var dryRun = false

  @Flag(help: "Print results and errors only: no progress, no remarks.")
  var quiet = false
}
