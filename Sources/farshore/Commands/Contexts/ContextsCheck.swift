import ArgumentParser
import CloudWire
import Embedded
import Replication

/// `farshore contexts check`.
struct ContextsCheck: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says what works in a context and which permission is missing; changes nothing.")

  @Argument(help: "The context; else the current one.") var name: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let home = try session.home()
    let file = try ContextFiles(home: home).choose(name ?? common.context)
    let findings = try await Providers.check(home: home, file: file)
    if session.output.json {
      try session.output.document(CheckShape(context: file.name, provider: file.provider.rawValue, checks: findings))
    } else {
      var table = Table([.words("CHECK"), .words("REGION"), .words("RESULT")])
      for finding in findings {
        table.add([finding.check, finding.region ?? "", finding.ok ? "works" : finding.message ?? "does not work"])
      }
      try session.output.table(table)
      var said: Set<String> = []
      for next in findings.compactMap(\.next) where !next.isEmpty && said.insert(next).inserted {
        session.output.remark(next)
      }
    }
    return findings.allSatisfy(\.ok) ? .done : .failed
  }
}
