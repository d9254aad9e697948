import Replication
import Testing

@Suite struct SnapshotRuleTests {
  @Test("Verdict on a snapshot copy (S30–S37, S45–S47)", arguments: CopyCase.all)
  func verdict(row: CopyCase) {
    #expect(row.refusals.codes == row.expected)
  }

  @Test("Row and choice together say what the request says (S25, S67)", arguments: CopyCase.all)
  func parts(row: CopyCase) {
    let rules = RuleBook(profile: row.profile)
    var parts = rules.sourceRefusals(row.facts.snapshot, regions: row.facts.regions)
    if let target = row.facts.regions.first(where: { $0.id == row.request.region }) {
      parts += rules.targetRefusals(row.facts.snapshot, to: target, regions: row.facts.regions)
    }
    let fieldCodes: Set<RefusalCode> = [
      .snapshotNameLength, .snapshotNameCharacters, .regionRequired, .unknownID, .copyInProgress,
    ]
    let whole = row.refusals.filter { !fieldCodes.contains($0.code) }
    #expect(Set(parts.map(\.message)) == Set(whole.map(\.message)))
    #expect(parts.count == whole.count)
  }

  @Test("Refusals name source and target", arguments: CopyCase.all)
  func coordinates(row: CopyCase) {
    for refusal in row.refusals {
      #expect(refusal.source == row.facts.snapshot.id)
      #expect(refusal.region != nil || row.request.region.isEmpty)
    }
  }

  @Test("All regions with CBS but the source are shown as targets; unusable ones say why (S31, S47, S67)")
  func targets() {
    let rules = RuleBook(profile: .embedded)
    let targets = rules.copyTargets(for: World.snapshot(), regions: World.regions)
    #expect(targets.map(\.id) == ["ap-guangzhou", "ap-beijing", "ap-shanghai-fsi", "ap-shenzhen-fsi"])
    let verdicts = targets.map { rules.targetRefusals(World.snapshot(), to: $0, regions: World.regions).codes }
    #expect(verdicts == [[], [.regionUnsupported], [.financeZone], [.financeZone]])
  }

  @Test("The embedded quota is 64 and 64 for every disk (S35)", arguments: [(0, 64), (1, 128), (3, 256)])
  func quota(disks: Int, expected: Int) {
    #expect(ProviderProfile.embedded.snapshotQuota(disks: disks) == expected)
    #expect(ProviderProfile.tencentCBS.snapshotQuota(disks: disks) == nil)
  }
}
