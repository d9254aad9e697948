import Embedded
import Foundation
import Replication

/// What a command works with: where it writes, the home, the context, and how it is interrupted.
struct Session: Sendable {
  let options: CommonOptions
  let output: Output
  let interruption: Interruption

  init(options: CommonOptions) {
    self.options = options
    output = Output(json: options.json, quiet: options.quiet)
    interruption = Interruption(output: output)
  }

  /// The folders of configuration and data.
  func home() throws -> Home {
    try Home.resolve(option: options.home, environment: ProcessInfo.processInfo.environment)
  }

  /// The context files of the home.
  func contexts() throws -> ContextFiles { ContextFiles(home: try home()) }

  /// The cloud of the context; what it has to say about its opening goes to standard error.
  func open() throws -> OpenContext {
    let home = try home()
    let name = try ContextFiles(home: home).choose(options.context).name
    let context = OpenContext(
      cloud: try EmbeddedCloud.open(home: home, context: name), home: home, name: name, session: self)
    output.names.open(context.cloud)
    for notice in context.cloud.notices { output.remark(notice) }
    return context
  }
}
