internal import Replication

/// What is asked before a policy runs, stops or goes.
extension ConsoleState {
  /// Asks before a run out of turn, naming what it would do: it may write, and delete, a lot.
  mutating func askToRun(_ policy: Policy) {
    var lines = [TextLine("Run \(policy.name) now? \(runWords(policy))")]
    if policy.operation != .drill, policy.retention != .everything {
      lines.append(TextLine("Afterwards it keeps \(policy.retention.words), and deletes what it made beyond that."))
    }
    ask(
      Question(
        title: "Run policy", lines: lines,
        buttons: [.init(label: "No", answer: .no), .init(label: "Run", answer: .policy(.run(policy.id)))]))
  }

  /// Asks before a policy stops to protect anything; that it goes on again needs no question, since nothing is made up.
  mutating func askToDisable(_ policy: Policy) {
    let next = policy.nextRuns(1, after: now).first.map { " Its next run would be \(policy.schedule.zone.text($0))." }
    ask(
      Question(
        title: "Switch off policy",
        lines: [TextLine("Switch off \(policy.name)? It does not run again until it is switched on.\(next ?? "")")],
        buttons: [
          .init(label: "No", answer: .no),
          .init(label: "Switch off", answer: .policy(.edit(policy.id, PolicyRequest(isEnabled: false)))),
        ]))
  }

  mutating func askToDelete(_ policy: Policy) {
    let words = "Delete \(policy.name)? What it made stays, and what it replicated once stays used up."
    ask(
      Question(
        title: "Delete policy", lines: [TextLine(words)],
        buttons: [.init(label: "No", answer: .no), .init(label: "Delete", answer: .policy(.delete(policy.id)))]))
  }

  private func runWords(_ policy: Policy) -> String {
    let vaults = board?.vaults ?? []
    let names = policy.vaults.map { applied in vaults.first { $0.id == applied.vault }?.name ?? applied.vault }
    guard !names.isEmpty else { return "It is applied to no vault, so there is nothing for it to do." }
    let sources = names.joined(separator: ", ")
    switch policy.operation {
    case .backup: return "It backs up what belongs into \(sources)."
    case .drill: return "It rebuilds the newest copies in \(sources) and compares them."
    case .replication:
      let place = policy.destination.map { regionName($0.region) } ?? "its destination"
      return "It replicates what \(sources) holds to \(place); what cannot go stays."
    }
  }
}
