import ArgumentParser

/// `farshore audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Who did what when, in lines that cannot be changed unnoticed.",
    subcommands: [AuditList.self, AuditVerify.self])
}
