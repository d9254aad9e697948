import ArgumentParser
import Embedded

/// `farshore contexts list`.
struct ContextsList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the contexts of the home.")

  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let files = try session.contexts()
    let current = try files.current()
    let contexts = try files.names().map { ContextShape(try files.load($0), isCurrent: $0 == current) }
    if session.output.json {
      try session.output.document(contexts)
    } else {
      var table = Table([.words(""), .words("NAME"), .words("PROVIDER"), .words("REGIONS")])
      for context in contexts {
        table.add([
          context.current ? "*" : "", context.name, context.provider, context.regions.joined(separator: ", "),
        ])
      }
      try session.output.table(table)
    }
    return .done
  }
}
