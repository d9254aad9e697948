import Replication
import Testing

/// One row of the deletions' table.
struct DeletionCase: Sendable, CustomTestStringConvertible {
  enum Subject: Sendable {
    case backup(Backup), snapshot(Snapshot), vault(Vault)
  }

  let requirement: String
  let situation: String
  let expected: [RefusalCode]
  let subject: Subject
  var tasks: [CloudTask] = []
  var hasOther = true
  var confirmed: [String] = []

  var testDescription: String { "\(requirement): \(situation)" }

  /// What the evaluator says.
  var refusals: [Refusal] {
    let rules = RuleBook(profile: .embedded)
    return switch subject {
    case .backup(let backup):
      rules.deletionRefusals(backup, tasks: tasks, hasOtherVerifiedCopy: hasOther, confirmed: confirmed)
    case .snapshot(let snapshot):
      rules.deletionRefusals(snapshot, tasks: tasks, hasOtherVerifiedCopy: hasOther, confirmed: confirmed)
    case .vault(let vault): rules.deletionRefusals(vault, tasks: tasks)
    }
  }

  static let backupID = "7b0c2e51-aaaa"
  static let replicaID = "9e11d0c4-bbbb"
  static let snapshotID = "snap-oi5spwt2"

  /// All rows.
  static let all = statuses + backups + snapshots + vaults

  /// S28, S36: from admission to the end; every status of a task once for each kind of thing.
  private static let statuses: [DeletionCase] = TaskStatus.allCases.flatMap { status -> [DeletionCase] in
    let isLocked = [.waiting, .running, .paused, .interrupted].contains(status)
    let replication = World.task(
      .replication, status, from: backupID, to: replicaID, sourceVault: "id-servers", targetVault: "id-dr-servers")
    let copy = World.task(.copy, status, from: snapshotID, to: "snap-new00000", region: "ap-beijing")
    return [
      DeletionCase(
        requirement: "S28", situation: "source of a \(status) replication", expected: isLocked ? [.sourceLocked] : [],
        subject: .backup(World.backup()), tasks: [replication]),
      DeletionCase(
        requirement: "S29", situation: "target of a \(status) replication",
        expected: isLocked ? [.targetInFlight] : [], subject: .backup(World.replica()), tasks: [replication]),
      DeletionCase(
        requirement: "S36", situation: "source of a \(status) copy", expected: isLocked ? [.sourceLocked] : [],
        subject: .snapshot(World.snapshot()), tasks: [copy]),
      DeletionCase(
        requirement: "S28", situation: "vault of the source of a \(status) replication",
        expected: isLocked ? [.sourceLocked] : [],
        subject: .vault(World.vault("servers", protection: .backup, region: "ap-southeast-1")), tasks: [replication]),
      DeletionCase(
        requirement: "S28", situation: "destination vault of a \(status) replication",
        expected: isLocked ? [.sourceLocked] : [], subject: .vault(World.vault()), tasks: [replication]),
    ]
  }

  private static let backups: [DeletionCase] = [
    DeletionCase(
      requirement: "S28", situation: "two destinations", expected: [.sourceLocked, .sourceLocked],
      subject: .backup(World.backup()),
      tasks: ["ap-southeast-2", "ap-southeast-3"].map { World.task(from: backupID, to: "r-\($0)", region: $0) }),
    DeletionCase(
      requirement: "S28", situation: "locked by a task this machine does not see", expected: [.sourceLocked],
      subject: .backup(changed(World.backup()) { $0.locked = true })),
    DeletionCase(
      requirement: "S28", situation: "a task of another backup", expected: [], subject: .backup(World.backup()),
      tasks: [World.task(from: "another", to: "r")]),
    DeletionCase(
      requirement: "S28", situation: "a backup still being made", expected: [.targetInFlight],
      subject: .backup(World.backup()), tasks: [World.task(.backup, to: backupID)]),
    DeletionCase(
      requirement: "S28", situation: "an image being made of it", expected: [.inUse],
      subject: .backup(World.backup()), tasks: [World.task(.image, from: backupID, to: "image")]),
    DeletionCase(
      requirement: "S28", situation: "being verified", expected: [.inUse], subject: .backup(World.backup()),
      tasks: [World.task(.verify, from: backupID)]),
    DeletionCase(
      requirement: "S28", situation: "already being deleted", expected: [.inUse],
      subject: .backup(changed(World.backup()) { $0.status = .deleting })),
    DeletionCase(
      requirement: "S28", situation: "already being deleted, said once", expected: [.inUse],
      subject: .backup(changed(World.backup()) { $0.status = .deleting }),
      tasks: [World.task(.delete, to: backupID)]),
    DeletionCase(
      requirement: "S21", situation: "the last copy", expected: [.lastCopy], subject: .backup(World.backup()),
      hasOther: false),
    DeletionCase(
      requirement: "S21", situation: "the last copy, confirmed", expected: [], subject: .backup(World.backup()),
      hasOther: false, confirmed: ["another", "web-01-0413"]),
    DeletionCase(
      requirement: "S21", situation: "the last copy, another confirmed", expected: [.lastCopy],
      subject: .backup(World.backup()), hasOther: false, confirmed: ["web-01"]),
    DeletionCase(
      requirement: "S28", situation: "confirmation lifts no lock", expected: [.sourceLocked],
      subject: .backup(World.backup()), tasks: [World.task(from: backupID, to: "r")], hasOther: false,
      confirmed: ["web-01-0413"]),
    DeletionCase(
      requirement: "S28", situation: "locked and the last copy: both reported", expected: [.sourceLocked, .lastCopy],
      subject: .backup(World.backup()), tasks: [World.task(from: backupID, to: "r")], hasOther: false),
  ]

  private static let snapshots: [DeletionCase] = [
    DeletionCase(
      requirement: "S36", situation: "several targets are one refusal", expected: [.sourceLocked],
      subject: .snapshot(changed(World.snapshot()) { $0.copyingTo = ["ap-beijing", "ap-guangzhou"] }),
      tasks: [World.task(.copy, from: snapshotID, to: "s", region: "ap-beijing")]),
    DeletionCase(
      requirement: "S36", situation: "until the last of several targets ends", expected: [.sourceLocked],
      subject: .snapshot(World.snapshot()),
      tasks: [
        World.task(.copy, .success, from: snapshotID, to: "s", region: "ap-beijing"),
        World.task(.copy, .waiting, from: snapshotID, to: "t", region: "ap-guangzhou"),
      ]),
    DeletionCase(
      requirement: "S36", situation: "locked without a visible task", expected: [.sourceLocked],
      subject: .snapshot(changed(World.snapshot()) { $0.locked = true })),
    DeletionCase(
      requirement: "S36", situation: "a copy still being made", expected: [.targetInFlight],
      subject: .snapshot(World.snapshot()), tasks: [World.task(.copy, from: "snap-source00", to: snapshotID)]),
    DeletionCase(
      requirement: "S36", situation: "a snapshot still being taken", expected: [.targetInFlight],
      subject: .snapshot(World.snapshot()), tasks: [World.task(.snapshot, to: snapshotID)]),
    DeletionCase(
      requirement: "S36", situation: "a disk being made of it", expected: [.inUse],
      subject: .snapshot(World.snapshot()), tasks: [World.task(.provision, from: snapshotID)]),
    DeletionCase(
      requirement: "S36", situation: "the last copy", expected: [.lastCopy], subject: .snapshot(World.snapshot()),
      hasOther: false),
    DeletionCase(
      requirement: "S36", situation: "the last copy, confirmed", expected: [], subject: .snapshot(World.snapshot()),
      hasOther: false, confirmed: ["data"]),
  ]

  private static let vaults: [DeletionCase] = [
    DeletionCase(requirement: "S4", situation: "an empty vault", expected: [], subject: .vault(World.vault())),
    DeletionCase(
      requirement: "S4", situation: "a vault with one backup", expected: [.vaultNotEmpty],
      subject: .vault(World.vault(count: 1))),
    DeletionCase(
      requirement: "S28", situation: "a vault with a reservation of an unseen task", expected: [.sourceLocked],
      subject: .vault(World.vault(reserved: 1))),
    DeletionCase(
      requirement: "S28", situation: "reserved and not empty: both reported",
      expected: [.sourceLocked, .vaultNotEmpty],
      subject: .vault(World.vault(reserved: 1, count: 2))),
    DeletionCase(
      requirement: "S4", situation: "a vault already being deleted", expected: [.inUse],
      subject: .vault(World.vault(status: .deleting))),
  ]

  static func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
  }
}

@Suite struct DeletionRuleTests {
  @Test("Verdict on a deletion (S28, S36, spec/commands.md)", arguments: DeletionCase.all)
  func verdict(row: DeletionCase) {
    #expect(row.refusals.codes == row.expected)
  }

  @Test("The lock of a source names region and share (S28)")
  func facts() throws {
    let row = try #require(DeletionCase.all.first { $0.situation == "source of a interrupted replication" })
    let refusal = try #require(row.refusals.first)
    #expect(
      refusal.message == "Replica to ap-southeast-2 is 63% done (Interrupted); the source is locked until it ends.")
    #expect(refusal.region == "ap-southeast-2")
    #expect(refusal.source == DeletionCase.backupID)
  }

  @Test("The lock of a snapshot names all regions (S36)")
  func regions() throws {
    let row = try #require(DeletionCase.all.first { $0.situation == "several targets are one refusal" })
    #expect(
      row.refusals.first?.message
        == "snap-oi5spwt2 is being copied to ap-beijing, ap-guangzhou; it can be deleted afterwards.")
  }
}
