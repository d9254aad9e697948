import Replication

extension ReplicaCase {
  /// The destination vault (S26, S27).
  static let vaults: [ReplicaCase] =
    ["deleting", "error", "frozen", "invented"].map { word in
      row("S26", "a vault that is \(word)", [.vaultKind]) {
        $0.facts.destinationVaults = [World.vault(status: VaultStatus(rawValue: word))]
      }
    } + [
      row("S26", "a locked vault takes replicas", []) { $0.facts.destinationVaults = [World.vault(status: .locked)] },
      row("S26", "none there", [.vaultKind]) { _ in }.withoutVault,
      row("S26", "only a frozen one there", [.vaultKind]) {
        $0.request.destination.vault = nil
        $0.facts.destinationVaults = [World.vault(status: .frozen)]
      },
      row("S26", "a backup vault", [.vaultKind]) {
        $0.facts.destinationVaults = [World.vault(protection: .backup)]
      },
      row("S26", "a backup vault is no candidate", [.vaultKind]) {
        $0.request.destination.vault = nil
        $0.facts.destinationVaults = [World.vault(protection: .backup)]
      },
      row("S26", "another object type", [.vaultKind]) { $0.facts.destinationVaults = [World.vault(type: .disk)] },
      row("S26", "another object type is no candidate", [.vaultKind]) {
        $0.request.destination.vault = nil
        $0.facts.destinationVaults = [World.vault(type: .turbo)]
      },
      row("S26", "another project", [.vaultKind]) { $0.facts.destinationVaults = [World.vault(project: "bkk-dr")] },
      row("S26", "another project's is no candidate", [.vaultKind]) {
        $0.request.destination.vault = nil
        $0.facts.destinationVaults = [World.vault(project: "bkk-dr")]
      },
      row("S26", "another region, among the facts", [.vaultKind]) {
        $0.facts.destinationVaults = [World.vault(region: "ap-southeast-3")]
      },
      row("S26", "not among the region's vaults", [.vaultKind]) { $0.request.destination.vault = "id-of-another" },
      row("S27", "exact fit", []) { $0.facts.destinationVaults = [World.vault(capacity: 40 * World.gib)] },
      row("S27", "one byte short", [.vaultCapacity]) {
        $0.facts.destinationVaults = [World.vault(capacity: 40 * World.gib - 1)]
      },
      row("S27", "exact fit beside used and reserved", []) {
        $0.facts.destinationVaults = [World.vault(used: 50 * World.gib, reserved: 10 * World.gib)]
      },
      row("S27", "one byte short beside used and reserved", [.vaultCapacity]) {
        $0.facts.destinationVaults = [World.vault(used: 50 * World.gib, reserved: 10 * World.gib + 1)]
      },
      row("S27", "auto-expand lifts it", []) {
        $0.facts.destinationVaults = [World.vault(capacity: 1, autoExpand: true)]
      },
      row("S27", "the only candidate, not named, too small", [.vaultCapacity]) {
        $0.request.destination.vault = nil
        $0.facts.destinationVaults = [World.vault(capacity: 1)]
      },
    ]

  /// The fields of the dialog (S38–S44).
  static let fields: [ReplicaCase] = [
    row("S38", "an empty name", [.nameLength]) { $0.request.name = "" },
    row("S38", "a long name with a space", [.nameLength, .nameCharacters]) {
      $0.request.name = String(repeating: "a b", count: 30)
    },
    row("S40", "no name means the default", []) {
      $0.request.name = nil
      $0.facts.backup.name = "not a valid name!"
    },
    row("S41", "a long description with brackets", [.descriptionLength, .descriptionCharacters]) {
      $0.request.description = "<" + String(repeating: "d", count: 255)
    },
    row("S42", "no region", [.regionRequired, .vaultRequired]) { $0.request.destination.region = "" }.withoutVault,
    row("S42", "a region that vanished", [.unknownID]) { $0.request.destination.region = "gone-1" }.withoutVault,
    row("S43", "the default project", []) { $0.request.destination.project = nil },
    row("S43", "the default project, named", []) { $0.request.destination.project = "bkk-main" },
    row("S43", "another project with its own vault", []) {
      $0.request.destination = Destination(region: "ap-southeast-2", project: "bkk-dr")
      $0.facts.destinationVaults = [World.vault(), World.vault("dr-2", project: "bkk-dr")]
    },
    row("S43", "another project, the vault of the default one", [.vaultKind]) {
      $0.request.destination.project = "bkk-dr"
    },
    row("S43", "an unknown project", [.unknownID]) { $0.request.destination.project = "nowhere" },
    row("S43", "an unknown project, no vault", [.unknownID]) { $0.request.destination.project = "nowhere" }
      .withoutVault,
    row("S43", "the last of 30 projects", []) {
      let projects = (1...30).map { Project(id: "p\($0)", name: "p\($0)", region: "many", isDefault: $0 == 1) }
      $0.facts.regions.append(Region(id: "many", name: "Many", projects: projects))
      $0.request.destination = Destination(region: "many", project: "p30", vault: "id-v30")
      $0.facts.destinationVaults = [World.vault("v30", region: "many", project: "p30")]
    },
    row("S44", "a single candidate is taken", []) { $0.request.destination.vault = nil },
    row("S44", "an empty vault id counts as none", []) { $0.request.destination.vault = "" },
    row("S44", "two candidates and none named", [.vaultRequired]) {
      $0.request.destination.vault = nil
      $0.facts.destinationVaults = [World.vault(), World.vault("dr-2")]
    },
    row("S44", "two candidates, one of them frozen", []) {
      $0.request.destination.vault = nil
      $0.facts.destinationVaults = [World.vault(), World.vault("dr-2", status: .frozen)]
    },
    row(
      "S15", "everything at once, in the order of the requirements",
      [
        .regionNotCapable, .sameRegion, .notECS, .noSystemDisk, .notAvailable, .alreadyReplica, .replicaExists,
        .autoOnce, .vaultKind, .vaultCapacity, .nameCharacters, .descriptionCharacters, .unknownID,
      ]
    ) {
      $0.facts.backup = World.replica(region: "cn-north-4", status: .error)
      $0.facts.backup.resource.kind = .bms
      $0.facts.backup.containsSystemDisk = nil
      $0.facts.existingReplica = World.replica(region: "cn-north-4")
      $0.facts.ledgerEntry = ledger(region: "cn-north-4")
      $0.facts.destinationVaults = [World.vault(type: .disk, region: "cn-north-4", capacity: 1)]
      $0.request.destination = Destination(region: "cn-north-4", project: "nowhere", vault: "id-dr-servers")
      $0.request.name = "a.b"
      $0.request.description = "<b>"
      $0.request.trigger = .policy
    },
  ]

  /// All rows.
  static let all = source + states + history + vaults + fields
}
