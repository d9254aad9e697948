import Replication
import Testing

/// A small model of one backup and one region: what operators and policies do, and what the rules let them (S23).
struct PolicyModel {
  enum Step: Sendable {
    case manual, policy
    /// Ends of the task that the last admitted request made.
    case succeeds, fails, cancelled
    case deleteReplica
    /// Everything that must not matter: a restart, a policy deleted and made anew, another vault.
    case restart
  }

  private var replica: Backup?
  private var ledger: LedgerEntry?
  private var running: TaskTrigger?

  /// Takes a step; answers the verdict for requests, nothing for other steps.
  mutating func take(_ step: Step) -> [RefusalCode]? {
    switch step {
    case .manual: return request(.manual)
    case .policy: return request(.policy)
    case .succeeds:
      replica?.status = .available
      // Only an automatic success is entered in the ledger (S21).
      if running == .policy {
        ledger = LedgerEntry(backup: "7b0c2e51-aaaa", region: "ap-southeast-2", date: World.noon)
      }
      running = nil
    case .fails, .cancelled:
      replica = nil
      running = nil
    case .deleteReplica: replica = nil
    case .restart: break
    }
    return nil
  }

  private mutating func request(_ trigger: TaskTrigger) -> [RefusalCode] {
    var row = ReplicaCase.row("S23", "", [])
    row.request.trigger = trigger
    row.facts.existingReplica = replica
    row.facts.ledgerEntry = ledger
    row.facts.inFlight = running.map { _ in ReplicaCase.running }
    let codes = row.refusals.codes
    if codes.isEmpty {
      replica = World.replica(status: .waitingProtect)
      running = trigger
    }
    return codes
  }
}

@Suite struct PolicySequenceTests {
  struct Sequence: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [PolicyModel.Step]
    /// The verdict of each manual or policy step, in order.
    let verdicts: [[RefusalCode]]
  }

  static let sequences: [Sequence] = [
    Sequence(
      testDescription: "S20: create, delete, create", steps: [.manual, .succeeds, .deleteReplica, .manual],
      verdicts: [[], []]),
    Sequence(
      testDescription: "S19: create, create", steps: [.manual, .succeeds, .manual], verdicts: [[], [.replicaExists]]),
    Sequence(
      testDescription: "S24: create while creating", steps: [.manual, .manual], verdicts: [[], [.requestInFlight]]),
    Sequence(
      testDescription: "S24: policy while creating", steps: [.manual, .policy], verdicts: [[], [.requestInFlight]]),
    Sequence(
      testDescription: "S23: a manual replica exists, the policy skips", steps: [.manual, .succeeds, .policy],
      verdicts: [[], [.replicaExists]]),
    Sequence(
      testDescription: "S23: the manual one is deleted, the policy runs once",
      steps: [.manual, .succeeds, .deleteReplica, .policy, .succeeds, .policy],
      verdicts: [[], [], [.replicaExists, .autoOnce]]),
    Sequence(
      testDescription: "S23: the policy's replica is deleted: manual allowed, policy never",
      steps: [.policy, .succeeds, .deleteReplica, .policy, .manual, .succeeds, .deleteReplica, .policy],
      verdicts: [[], [.autoOnce], [], [.autoOnce]]),
    Sequence(
      testDescription: "S21: for ever, restarts included",
      steps: [.policy, .succeeds, .restart, .deleteReplica, .restart, .policy, .restart, .policy],
      verdicts: [[], [.autoOnce], [.autoOnce]]),
    Sequence(
      testDescription: "S22: a failure does not use up the one chance",
      steps: [.policy, .fails, .policy, .fails, .policy, .succeeds, .deleteReplica, .policy],
      verdicts: [[], [], [], [.autoOnce]]),
    Sequence(
      testDescription: "S22: nor does a cancellation", steps: [.policy, .cancelled, .policy], verdicts: [[], []]),
    Sequence(
      testDescription: "S22: a failed manual one leaves the policy its chance", steps: [.manual, .fails, .policy],
      verdicts: [[], []]),
    Sequence(
      testDescription: "S21: a manual success is not automatic",
      steps: [.manual, .succeeds, .deleteReplica, .manual, .succeeds, .deleteReplica, .policy],
      verdicts: [[], [], []]),
  ]

  @Test("Mixed sequences of operators and policies (S20–S24)", arguments: sequences)
  func run(sequence: Sequence) {
    var model = PolicyModel()
    #expect(sequence.steps.compactMap { model.take($0) } == sequence.verdicts)
  }

  @Test("Retries are bounded and counted, and name the cause (S22)")
  func retries() {
    let rules = RuleBook(profile: .embedded)
    #expect(rules.policyRetries(afterFailures: 1))
    #expect(rules.policyRetries(afterFailures: RuleBook.retryLimit))
    #expect(!rules.policyRetries(afterFailures: RuleBook.retryLimit + 1))
    #expect(rules.retryNote(2, cause: "disk full") == "Retry 2 of an earlier failure: disk full")
  }
}
