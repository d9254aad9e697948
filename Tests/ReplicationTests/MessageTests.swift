import Replication
import Testing

/// The facts each sentence has to carry (requirements S8–S37), with one situation that makes it.
struct MessageCase: Sendable, CustomTestStringConvertible {
  let requirement: String
  let code: RefusalCode
  let refusals: [Refusal]
  let facts: [String]
  var testDescription: String { "\(requirement) \(code.rawValue)" }

  static func replica(
    _ requirement: String, _ code: RefusalCode, _ facts: [String], _ change: (inout ReplicaCase) -> Void
  ) -> MessageCase {
    let row = ReplicaCase.row(requirement, "", [], change)
    return MessageCase(requirement: requirement, code: code, refusals: row.refusals, facts: facts)
  }

  static func copy(
    _ requirement: String, _ code: RefusalCode, _ facts: [String], _ change: (inout CopyCase) -> Void
  ) -> MessageCase {
    let row = CopyCase.row(requirement, "", [], change)
    return MessageCase(requirement: requirement, code: code, refusals: row.refusals, facts: facts)
  }

  static let backups: [MessageCase] = [
    replica("S8", .diskBackup, ["stay in their region", "server backup that contains this disk"]) {
      $0.facts.backup.type = .disk
    },
    replica("S8", .diskBackup, ["stay in their region", "(server-backup-id)"]) {
      $0.facts.backup.parent = "server-backup-id"
    },
    replica("S9", .regionNotCapable, ["cn-north-4", "CN-Hong Kong", "AP-Bangkok", "AP-Singapore"]) {
      $0.facts.backup.region = "cn-north-4"
    },
    replica("S10", .noDestination, ["CN-Hong Kong"]) { $0.facts.regions = [World.hongKong] },
    replica("S11", .sameRegion, ["CN-Hong Kong", "no protection"]) { $0.request.destination.region = "ap-southeast-1" },
    replica("S12", .notECS, ["ECS", "BMS"]) { $0.facts.backup.resource.kind = .bms },
    replica("S12", .notECS, ["ECS", "quantum"]) { $0.facts.backup.resource.kind = ResourceKind(rawValue: "quantum") },
    replica("S13", .noSystemDisk, ["no system disk", "no server could start"]) {
      $0.facts.backup.containsSystemDisk = nil
    },
    replica("S14", .notAvailable, ["Creating", "Available"]) { $0.facts.backup.status = .protecting },
    replica("S14", .notAvailable, ["defrosting", "Available"]) {
      $0.facts.backup.status = BackupStatus(rawValue: "defrosting")
    },
    replica("S16", .alreadyReplica, ["CN-Hong Kong", "7b0c2e51-aaaa", "original"]) {
      $0.facts.backup = World.replica(region: "ap-southeast-3")
    },
    replica("S17", .replicationVaultSource, ["odd", "already replicas"]) {
      $0.facts.sourceVault = World.vault("odd", region: "ap-southeast-1")
    },
    replica("S19", .replicaExists, ["AP-Bangkok", "web-01-dr", "Available", "project dr", "Delete it first"]) {
      $0.facts.existingReplica = World.replica(project: "bkk-dr")
    },
    replica("S20", .replicaExists, ["AP-Bangkok", "web-01-dr", "Deleting", "Wait"]) {
      $0.facts.existingReplica = World.replica(status: .deleting)
    },
    replica("S21", .autoOnce, ["AP-Bangkok", "2026-04-13 12:00 UTC", "once"]) {
      $0.request.trigger = .policy
      $0.facts.ledgerEntry = ReplicaCase.ledger()
    },
    replica("S24", .requestInFlight, ["ana@ops1", "2026-04-13 12:00 UTC"]) { $0.facts.inFlight = ReplicaCase.running },
    replica("S26", .vaultKind, ["AP-Bangkok", "main", "has no server replication vault. Create one first."]) {
      $0.request.destination.vault = nil
      $0.facts.destinationVaults = []
    },
    replica("S26", .vaultKind, ["dr-servers", "disk backup vault", "dr", "Frozen", "server replication vault"]) {
      $0.facts.destinationVaults = [
        World.vault(type: .disk, protection: .backup, status: .frozen, project: "bkk-dr")
      ]
    },
    replica("S26", .vaultKind, ["has no usable server replication vault", "dr-servers is Frozen", "Create one first"]) {
      $0.request.destination.vault = nil
      $0.facts.destinationVaults = [World.vault(status: .frozen)]
    },
    replica("S27", .vaultCapacity, ["40 GiB", "dr-servers", "20 GiB free", "3 unfinished tasks reserve 60 GiB"]) {
      $0.facts.destinationVaults = [World.vault(used: 20 * World.gib, reserved: 60 * World.gib)]
      $0.facts.reservingTasks = 3
    },
    replica("S27", .vaultCapacity, ["Needs 42949674960 bytes", "has 42949673960 bytes free"]) {
      // Both read "40 GiB" on a screen.
      $0.facts.backup.size = 40 * World.gib + 2_000
      $0.facts.destinationVaults = [World.vault(capacity: 40 * World.gib + 1_000)]
    },
    replica("S42", .regionRequired, ["AP-Bangkok", "AP-Singapore"]) { $0.request.destination.region = "" },
    replica("S43", .unknownID, ["nowhere", "AP-Bangkok", "main", "dr"]) { $0.request.destination.project = "nowhere" },
    replica("S44", .vaultRequired, ["dr-servers", "dr-2", "AP-Bangkok"]) {
      $0.request.destination.vault = nil
      $0.facts.destinationVaults = [World.vault(), World.vault("dr-2")]
    },
  ]

  static let snapshots: [MessageCase] = [
    copy("S30", .betaNotGranted, ["beta", "ticket", "console.intl.cloud.tencent.com/workorder/category"]) {
      $0.profile.betaGranted = false
    },
    copy("S31", .regionUnsupported, ["Beijing (ap-beijing)", "does not support snapshot copies"]) {
      $0.request.region = "ap-beijing"
    },
    copy("S32", .financeZone, ["ap-shanghai-fsi", "is a finance zone", "ap-shenzhen-fsi"]) {
      $0.facts.snapshot.region = "ap-shanghai-fsi"
    },
    copy("S32", .financeZone, ["ap-shenzhen-fsi", "is a finance zone", "ap-shanghai-fsi", "(ap-shanghai) is not"]) {
      $0.request.region = "ap-shenzhen-fsi"
    },
    copy("S33", .systemDiskSnapshot, ["System-disk snapshots cannot be copied to other regions"]) {
      $0.facts.snapshot.usage = .system
    },
    copy("S34", .snapshotState, ["Rolling back", "Normal"]) { $0.facts.snapshot.state = .rollbacking },
    copy("S34", .snapshotState, ["shared", "another account"]) { $0.facts.snapshot.shared = true },
    copy("S35", .snapshotQuota, ["Guangzhou", "128 of 128 snapshots used", "Delete one"]) {
      $0.change("ap-guangzhou") { $0.snapshotsUsed = 128 }
    },
    copy("S37", .copyInProgress, ["Guangzhou", "41%"]) { $0.facts.runningCopyPercent = 41 },
  ]

  static let deletions: [MessageCase] = DeletionCase.all.compactMap { row in
    guard let code = row.expected.last else { return nil }
    let name = [
      RefusalCode.lastCopy: "--confirm", .vaultNotEmpty: "Delete", .targetInFlight: "still being made", .inUse: "",
    ]
    return MessageCase(requirement: row.requirement, code: code, refusals: row.refusals, facts: [name[code] ?? ""])
  }
}

@Suite struct MessageTests {
  @Test(
    "Sentences carry their facts",
    arguments: MessageCase.backups + MessageCase.snapshots + MessageCase.deletions)
  func facts(row: MessageCase) throws {
    let refusal = try #require(row.refusals.last { $0.code == row.code })
    for fact in row.facts where !fact.isEmpty {
      #expect(refusal.message.contains(fact), "\(refusal.message)")
    }
  }

  @Test("No sentence is left open or doubled", arguments: MessageCase.backups + MessageCase.snapshots)
  func form(row: MessageCase) {
    for refusal in row.refusals {
      #expect(!refusal.message.contains("  ") && !refusal.message.contains(".."))
      #expect(!refusal.message.contains("Optional") && !refusal.message.contains("nil"))
      #expect(refusal.message.first?.isWhitespace == false)
    }
  }
}
