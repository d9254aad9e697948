import Replication
import Testing

/// One row of the snapshots' table: a copy that is allowed until the row changes something, and its verdict.
struct CopyCase: Sendable, CustomTestStringConvertible {
  var requirement: String
  var situation: String
  var expected: [RefusalCode]
  var profile = ProviderProfile.embedded
  var request = SnapshotCopyRequest(snapshot: "snap-oi5spwt2", region: "ap-guangzhou")
  var facts = SnapshotFacts(snapshot: World.snapshot(), regions: World.regions)

  /// What the evaluator says.
  var refusals: [Refusal] { RuleBook(profile: profile).refusals(request, facts) }
  var testDescription: String { "\(requirement): \(situation)" }

  /// Makes a row.
  static func row(
    _ requirement: String, _ situation: String, _ expected: [RefusalCode],
    _ change: (inout CopyCase) -> Void = { _ in }
  ) -> CopyCase {
    var row = CopyCase(requirement: requirement, situation: situation, expected: expected)
    change(&row)
    return row
  }

  /// Changes one region among the facts.
  mutating func change(_ id: String, _ change: (inout Region) -> Void) {
    for index in facts.regions.indices where facts.regions[index].id == id { change(&facts.regions[index]) }
  }
}

extension CopyCase {
  /// All rows.
  static let all = rules + states + quotas + fields

  private static let rules: [CopyCase] = [
    row("S30", "a data-disk snapshot that meets all rules", []),
    row("S30", "the beta not granted", [.betaNotGranted]) { $0.profile.betaGranted = false },
    row("S31", "the target does not support copies", [.regionUnsupported]) { $0.request.region = "ap-beijing" },
    row("S31", "the target has no CBS", [.regionUnsupported]) { $0.request.region = "ap-southeast-1" },
    row("S31", "the source does not support copies", [.regionUnsupported]) {
      $0.facts.snapshot.region = "ap-beijing"
    },
    row("S31", "the source's region is unknown", [.regionUnsupported]) { $0.facts.snapshot.region = "gone-1" },
    row("S31", "neither supports copies", [.regionUnsupported, .regionUnsupported]) {
      $0.facts.snapshot.region = "ap-beijing"
      $0.request.region = "ap-southeast-1"
    },
    row("S32", "finance to ordinary", [.financeZone]) { $0.facts.snapshot.region = "ap-shanghai-fsi" },
    row("S32", "ordinary to finance", [.financeZone]) { $0.request.region = "ap-shenzhen-fsi" },
    row("S32", "finance to finance", []) {
      $0.facts.snapshot.region = "ap-shanghai-fsi"
      $0.request.region = "ap-shenzhen-fsi"
    },
    row("S33", "a system-disk snapshot", [.systemDiskSnapshot]) { $0.facts.snapshot.usage = .system },
    row("S33", "a system-disk snapshot where the profile allows it", []) {
      $0.facts.snapshot.usage = .system
      $0.profile.refusesSystemDiskSnapshots = false
    },
    row("S11", "the same region", [.sameRegion]) { $0.request.region = "ap-shanghai" },
    row("S37", "a copy to the region runs", [.copyInProgress]) { $0.facts.runningCopyPercent = 0 },
    row("S37", "a copy to another region runs", []) { $0.facts.snapshot.copyingTo = ["ap-beijing"] },
    row("S37", "a copied snapshot may be copied on: no other rule forbids it", []) {
      $0.facts.snapshot.source = SourceLink(id: "snap-00000000", region: "ap-guangzhou")
    },
    row(
      "S30", "everything at once, in the order of the requirements",
      [
        .betaNotGranted, .regionUnsupported, .regionUnsupported, .financeZone, .systemDiskSnapshot, .snapshotState,
        .snapshotState, .snapshotQuota, .copyInProgress, .snapshotNameLength, .snapshotNameCharacters,
      ]
    ) {
      $0.profile.betaGranted = false
      $0.facts.snapshot.region = "ap-beijing"
      $0.facts.snapshot.usage = .system
      $0.facts.snapshot.state = .creating
      $0.facts.snapshot.shared = true
      $0.facts.runningCopyPercent = 40
      $0.request.region = "ap-shenzhen-fsi"
      $0.request.name = "\u{7}" + String(repeating: "n", count: 60)
      $0.change("ap-shenzhen-fsi") { region in
        region.snapshotCopySupported = false
        region.snapshotsUsed = 128
      }
    },
  ]

  private static let states: [CopyCase] =
    ["CREATING", "ROLLBACKING", "COPYING_FROM_REMOTE", "CHECKING_COPIED", "TORECYCLE", "INVENTED"].map { word in
      row("S34", "a snapshot that is \(word)", [.snapshotState]) {
        $0.facts.snapshot.state = SnapshotState(rawValue: word)
      }
    } + [row("S34", "a shared snapshot of another account", [.snapshotState]) { $0.facts.snapshot.shared = true }]

  private static let quotas: [CopyCase] = [
    row("S35", "one slot left", []) { $0.change("ap-guangzhou") { $0.snapshotsUsed = 127 } },
    row("S35", "at the quota", [.snapshotQuota]) { $0.change("ap-guangzhou") { $0.snapshotsUsed = 128 } },
    row("S35", "above the quota", [.snapshotQuota]) { $0.change("ap-guangzhou") { $0.snapshotsUsed = 129 } },
    row("S35", "a quota of none", [.snapshotQuota]) { $0.change("ap-guangzhou") { $0.snapshotQuota = 0 } },
    row("S35", "a cloud that does not say", []) {
      $0.change("ap-guangzhou") { region in
        region.snapshotQuota = nil
        region.snapshotsUsed = 10_000
      }
    },
    row("S35", "only the target's quota counts", []) { $0.change("ap-shanghai") { $0.snapshotsUsed = 128 } },
  ]

  private static let fields: [CopyCase] = [
    row("S45", "61 characters", [.snapshotNameLength]) { $0.request.name = String(repeating: "n", count: 61) },
    row("S45", "only blanks", []) { $0.request.name = "   " },
    row("S45", "a control character", [.snapshotNameCharacters]) { $0.request.name = "a\u{1B}[2J" },
    row("S47", "no region", [.regionRequired]) { $0.request.region = "" },
    row("S47", "an unknown region", [.unknownID]) { $0.request.region = "gone-1" },
  ]
}
