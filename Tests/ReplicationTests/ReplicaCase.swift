import Replication
import Testing

/// One row of the backups' table: a situation that is allowed until the row changes something, and its verdict.
struct ReplicaCase: Sendable, CustomTestStringConvertible {
  var requirement: String
  var situation: String
  var expected: [RefusalCode]
  var profile = ProviderProfile.embedded
  var request = ReplicaRequest(
    backup: "7b0c2e51-aaaa", destination: Destination(region: "ap-southeast-2", vault: "id-dr-servers"))
  var facts = ReplicaFacts(backup: World.backup(), regions: World.regions, destinationVaults: [World.vault()])

  /// What the evaluator says.
  var refusals: [Refusal] { RuleBook(profile: profile).refusals(request, facts) }
  var testDescription: String { "\(requirement): \(situation)" }

  /// Makes a row.
  static func row(
    _ requirement: String, _ situation: String, _ expected: [RefusalCode],
    _ change: (inout ReplicaCase) -> Void = { _ in }
  ) -> ReplicaCase {
    var row = ReplicaCase(requirement: requirement, situation: situation, expected: expected)
    change(&row)
    return row
  }
}

extension ReplicaCase {
  /// Rules about the source (S8–S17).
  static let source: [ReplicaCase] = [
    row("S7", "a server backup that meets all rules", []),
    row("S7", "an SFS Turbo backup", []) {
      $0.facts.backup.type = .turbo
      $0.facts.backup.resource.kind = .turbo
      $0.facts.backup.containsSystemDisk = nil
      $0.facts.destinationVaults = [World.vault("dr-servers", type: .turbo)]
    },
    row("S8", "a disk backup", [.diskBackup]) {
      $0.facts.backup.type = .disk
      $0.facts.backup.containsSystemDisk = nil
      $0.request.destination.vault = nil
    },
    row("S8", "the disk child of a server backup", [.diskBackup]) {
      $0.facts.backup.type = .disk
      $0.facts.backup.parent = "server-backup"
      $0.request.destination.vault = nil
    },
    row("S8", "the disk child of a server backup, whatever type a cloud gives it", [.diskBackup]) {
      $0.facts.backup.parent = "server-backup"
      $0.facts.backup.containsSystemDisk = nil
    },
    row("S9", "the source region not capable", [.regionNotCapable]) { $0.facts.backup.region = "cn-north-4" },
    row("S9", "the source region unknown", [.regionNotCapable]) { $0.facts.backup.region = "gone-1" },
    row("S9", "the destination not capable", [.regionNotCapable]) { $0.request.destination.region = "cn-north-4" }
      .withoutVault,
    row("S9", "the destination without CBR", [.regionNotCapable]) { $0.request.destination.region = "ap-guangzhou" }
      .withoutVault,
    row("S9", "both not capable", [.regionNotCapable, .regionNotCapable]) {
      $0.facts.backup.region = "cn-north-4"
      $0.request.destination.region = "ap-guangzhou"
    }.withoutVault,
    row("S10", "the source is the only capable region", [.regionNotCapable, .noDestination]) {
      $0.facts.regions = [World.hongKong, World.beijing4]
      $0.request.destination.region = "cn-north-4"
    }.withoutVault,
    row("S11", "the same region", [.sameRegion]) { $0.request.destination.region = "ap-southeast-1" }.withoutVault,
    row("S11", "another project of the same region", [.sameRegion]) {
      $0.facts.backup.region = "ap-southeast-2"
      $0.facts.backup.project = "bkk-dr"
    },
    row("S12", "a bare-metal server", [.notECS]) { $0.facts.backup.resource.kind = .bms },
    row("S12", "a workspace desktop", [.notECS]) { $0.facts.backup.resource.kind = .workspace },
    row("S12", "a native server", [.notECS]) { $0.facts.backup.resource.kind = .native },
    row("S12", "a kind nobody knows", [.notECS]) { $0.facts.backup.resource.kind = ResourceKind(rawValue: "quantum") },
    row("S13", "data disks only", [.noSystemDisk]) { $0.facts.backup.containsSystemDisk = false },
    row("S13", "the flag missing (S3)", [.noSystemDisk]) { $0.facts.backup.containsSystemDisk = nil },
    row("S15", "S12 to S14 together", [.notECS, .noSystemDisk, .notAvailable]) {
      $0.facts.backup.resource.kind = .bms
      $0.facts.backup.containsSystemDisk = nil
      $0.facts.backup.status = .error
    },
    row("S16", "A to B to C", [.alreadyReplica]) { $0.facts.backup = World.replica(region: "ap-southeast-3") },
    row("S16", "A to C while A to B exists", []) {
      $0.facts.backup.replicas = [ReplicaRecord(id: "r", region: "ap-southeast-3", status: .available)]
    },
    row("S17", "a replica's vault adds nothing to S16", [.alreadyReplica]) {
      $0.facts.backup = World.replica(region: "ap-southeast-3")
      $0.facts.sourceVault = World.vault("elsewhere", region: "ap-southeast-3")
    },
    row("S17", "an original in a replication vault", [.replicationVaultSource]) {
      $0.facts.sourceVault = World.vault("odd", region: "ap-southeast-1")
    },
    row("S17", "an original in a backup vault", []) {
      $0.facts.sourceVault = World.vault("servers", protection: .backup, region: "ap-southeast-1")
    },
  ]

  /// S14: every state but Available, of servers and of SFS Turbo.
  static let states: [ReplicaCase] = [
    "protecting", "deleting", "restoring", "error", "waiting_protect", "waiting_delete", "waiting_restore", "invented",
  ].flatMap { word in
    [
      row("S14", "a server backup that is \(word)", [.notAvailable]) {
        $0.facts.backup.status = BackupStatus(rawValue: word)
      },
      row("S14", "an SFS Turbo backup that is \(word)", [.notAvailable]) {
        $0.facts.backup.type = .turbo
        $0.facts.backup.status = BackupStatus(rawValue: word)
        $0.facts.destinationVaults = [World.vault(type: .turbo)]
      },
    ]
  }

  /// What has been done before, or is being done (S18–S25).
  static let history: [ReplicaCase] =
    ["available", "error", "deleting", "protecting", "waiting_protect"].map { word in
      row("S19", "a replica there that is \(word)", [.replicaExists]) {
        $0.facts.existingReplica = World.replica(status: BackupStatus(rawValue: word))
      }
    } + [
      row("S18", "a replica in another region", []) {
        $0.facts.existingReplica = World.replica(region: "ap-southeast-3")
      },
      row("S19", "a replica in another project of the region", [.replicaExists]) {
        $0.facts.existingReplica = World.replica(project: "bkk-dr")
      },
      row("S20", "by hand, never mind the ledger", []) { $0.facts.ledgerEntry = ledger() },
      row("S21", "by policy after an automatic success", [.autoOnce]) {
        $0.request.trigger = .policy
        $0.facts.ledgerEntry = ledger()
      },
      row("S21", "by policy after one to another region", []) {
        $0.request.trigger = .policy
        $0.facts.ledgerEntry = ledger(region: "ap-southeast-3")
      },
      row("S21", "by policy, replica still there", [.replicaExists, .autoOnce]) {
        $0.request.trigger = .policy
        $0.facts.ledgerEntry = ledger()
        $0.facts.existingReplica = World.replica()
      },
      row("S22", "by policy after a failure: no target, no ledger", []) { $0.request.trigger = .policy },
      row("S24", "a task runs", [.requestInFlight]) { $0.facts.inFlight = running },
      row("S24", "a task runs and its target stands", [.requestInFlight]) {
        $0.facts.inFlight = running
        $0.facts.existingReplica = World.replica(status: .protecting)
      },
      row("S24", "a task runs; other rules are still reported", [.notAvailable, .requestInFlight, .nameLength]) {
        $0.facts.inFlight = running
        $0.facts.existingReplica = World.replica(status: .protecting)
        $0.facts.backup.status = .deleting
        $0.request.name = ""
      },
    ]

  static let running = ReplicaFacts.InFlight(requestedBy: World.ana, date: World.noon)

  static func ledger(region: String = "ap-southeast-2") -> LedgerEntry {
    LedgerEntry(backup: "7b0c2e51-aaaa", region: region, date: World.noon)
  }

  /// The same row with no vaults and none chosen.
  var withoutVault: ReplicaCase {
    var row = self
    row.request.destination.vault = nil
    row.facts.destinationVaults = []
    return row
  }
}
