import ArgumentParser
import Embedded
import Replication

/// `farshore audit verify`.
struct AuditVerify: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Finds any change to the audit before the last head that a region's store keeps.")

  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let check = try await session.open().engine.checkAudit()
    let failure = check.flaws.isEmpty ? nil : CommandError.auditBroken(check.flaws.count)
    guard !session.output.json else {
      try session.output.document(AuditCheckShape(check, error: failure.map { ErrorShape($0.explanation) }))
      return failure == nil ? .done : .failed
    }
    for flaw in check.flaws { try session.output.line(flaw.message) }
    for head in check.earlier {
      try session.output.line(
        "An earlier audit of \(head.number) lines ended on \(Moment.text(head.date)); its lines went with its catalog.")
    }
    if !check.unasked.isEmpty {
      try session.output.line("Not asked, out of reach: \(check.unasked.joined(separator: ", ")).")
    }
    if let failure {
      session.output.diagnose("farshore: \(failure.explanation.message) \(failure.explanation.next)")
      return .failed
    }
    let lines = check.lines == 1 ? "One line is" : "\(check.lines) lines are"
    let witnesses =
      check.witnesses.isEmpty
      ? "No store keeps a head yet." : "Witnessed in: \(check.witnesses.joined(separator: ", "))."
    try session.output.line("\(lines) as they were written. \(witnesses)")
    return .done
  }
}
