import Replication
import Testing

@Suite struct CodeCoverageTests {
  /// Codes the evaluator cannot make: names are resolved and programs looked for before it is asked.
  static let elsewhere: Set<RefusalCode> = [.ambiguousID, .retryLimit, .toolMissing]

  /// What every table of these tests really yields.
  private static func produced() -> Set<RefusalCode> {
    let rules = RuleBook(profile: .embedded)
    var codes = Set(ReplicaCase.all.flatMap(\.refusals.codes))
    codes.formUnion(CopyCase.all.flatMap(\.refusals.codes))
    codes.formUnion(FieldCase.all.flatMap(\.refusals.codes))
    codes.formUnion(DeletionCase.all.flatMap(\.refusals.codes))
    codes.formUnion(VaultRuleTests.Creation.all.flatMap(\.refusals.codes))
    codes.formUnion(rules.refusals(.pause, World.task(.replication, .success)).codes)
    codes.formUnion(PolicyRuleTests.produced())
    let servers = World.vault("servers", protection: .backup, region: "ap-southeast-1")
    codes.formUnion(
      rules.vaultSelection(
        servers, backups: [], destination: Destination(region: "ap-southeast-2"),
        facts: { ReplicaFacts(backup: $0, regions: World.regions) }, trigger: .manual
      ).refused.codes)
    return codes
  }

  @Test("The tables yield every code but those made elsewhere")
  func everyCode() {
    #expect(Self.produced() == Set(RefusalCode.allCases).subtracting(Self.elsewhere))
  }

  @Test("Every rule of the requirements has rows of its own")
  func everyRequirement() {
    let rows = Set(
      ReplicaCase.all.map(\.requirement) + CopyCase.all.map(\.requirement) + FieldCase.all.map(\.requirement)
        + DeletionCase.all.map(\.requirement) + MessageCase.backups.map(\.requirement))
    // S23, S25, S39, S46 and S48 have tests of their own, not rows.
    let wanted =
      [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 27, 28, 29] + Array(30...38)
      + [40, 41, 42, 43, 44, 45, 47]
    #expect(wanted.filter { !rows.contains("S\($0)") }.isEmpty)
  }

  @Test("Codes are stable: the words of the requirements")
  func words() {
    let words = Set(RefusalCode.allCases.map(\.rawValue))
    let required = [
      "disk-backup", "region-not-capable", "no-destination", "same-region", "not-ecs", "no-system-disk",
      "not-available", "already-replica", "replication-vault-source", "replica-exists", "auto-once",
      "request-in-flight", "vault-kind", "vault-capacity", "source-locked", "nothing-eligible", "beta-not-granted",
      "region-unsupported", "finance-zone", "system-disk-snapshot", "snapshot-state", "snapshot-quota",
      "copy-in-progress", "name-length", "name-characters", "description-length", "description-characters",
      "snapshot-name-length", "snapshot-name-characters", "vault-required", "unknown-id", "ambiguous-id", "last-copy",
      "vault-not-empty", "target-in-flight", "in-use",
    ]
    #expect(required.filter { !words.contains($0) }.isEmpty)
  }
}
