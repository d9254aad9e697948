import ArgumentParser
import Embedded
import Replication

/// `farshore contexts set`.
struct ContextsSet: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Changes settings: beta=on|off, link-rate=RATE|off, transfers=N|default.")

  @Argument(help: "The context.") var name: String
  @Argument(help: ArgumentHelp("Settings, such as beta=on or link-rate=20MiB (a second).", valueName: "setting=value"))
  var settings: [String]
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let files = try session.contexts()
    // All are understood before any is set.
    let changes = try settings.map(SettingChange.init)
    func set() throws -> NamedReference {
      try files.update(name) { context in
        for change in changes { change.apply(to: &context.settings) }
      }
      return NamedReference(id: name, name: name)
    }
    if try files.load(name).provider == .embedded {
      let cloud = try EmbeddedCloud.open(home: try session.home(), context: name)
      for notice in cloud.notices { session.output.remark(notice) }
      _ = try cloud.ordered(
        "set-context", on: name, by: LocalOperator.current, facts: ["settings": settings.joined(separator: " ")]
      ) { _ in try set() }
    } else {
      _ = try set()
    }
    return try ContextShape.print(name, files, session.output)
  }
}
