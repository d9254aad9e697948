import Replication
import Testing

@Suite struct ReplicaRuleTests {
  @Test("Verdict on a replication (S7–S27, S38–S44)", arguments: ReplicaCase.all)
  func verdict(row: ReplicaCase) {
    #expect(row.refusals.codes == row.expected)
  }

  @Test("Every refusal names its source and says something to its end", arguments: ReplicaCase.all)
  func shape(row: ReplicaCase) {
    for refusal in row.refusals {
      #expect(refusal.source == row.facts.backup.id)
      #expect(refusal.region != nil || row.request.destination.region.isEmpty)
      #expect(refusal.message.count > 20)
    }
  }

  @Test("Manual and policy requests get the same verdict but for the ledger (S25)", arguments: ReplicaCase.all)
  func equalVerdicts(row: ReplicaCase) {
    var (manual, policy) = (row, row)
    manual.request.trigger = .manual
    policy.request.trigger = .policy
    #expect(manual.refusals == policy.refusals.filter { $0.code != .autoOnce })
    let hasEntry = row.facts.ledgerEntry?.region == row.request.destination.region
    #expect(policy.refusals.codes.contains(.autoOnce) == hasEntry)
  }

  @Test("The row's verdict is the part of it that no destination changes (S8–S16)", arguments: ReplicaCase.source)
  func sourceVerdict(row: ReplicaCase) {
    let rules = RuleBook(profile: row.profile)
    let ofRow = rules.sourceRefusals(row.facts.backup, regions: row.facts.regions)
    let ofSource = row.refusals.filter {
      $0.code == .noDestination || ($0.field == .source && $0.code != .replicationVaultSource)
    }
    #expect(ofRow.codes == ofSource.codes)
    #expect(ofRow.map(\.message) == ofSource.map(\.message))
  }

  @Test("Only capable regions are destinations, never the source (S10)")
  func destinations() {
    let rules = RuleBook(profile: .embedded)
    let names = rules.destinations(for: World.backup(), regions: World.regions).map(\.id)
    #expect(names == ["ap-southeast-2", "ap-southeast-3"])
    #expect(rules.destinations(for: World.backup(), regions: [World.hongKong, World.beijing4]).isEmpty)
  }

  @Test("All pairs of capable regions may replicate (S9)", arguments: [World.hongKong, World.bangkok, World.singapore])
  func pairs(source: Region) {
    var backup = World.backup()
    backup.region = source.id
    let others = RuleBook(profile: .embedded).destinations(for: backup, regions: World.regions)
    #expect(others.count == 2)
    #expect(!others.contains { $0.id == source.id })
  }

  @Test("Candidates are the usable replication vaults of type, region and project (S26, S44)")
  func candidates() {
    let vaults = [
      World.vault("a"), World.vault("b", type: .turbo), World.vault("c", protection: .backup),
      World.vault("d", status: .frozen), World.vault("e", region: "ap-southeast-3"),
      World.vault("f", project: "bkk-dr"), World.vault("g"),
    ]
    let found = RuleBook(profile: .embedded)
      .vaultCandidates(type: .server, region: "ap-southeast-2", project: "bkk-main", in: vaults)
    #expect(found.map(\.name) == ["a", "g"])
  }

  @Test("The vault meant is the one named or the only candidate (S44)")
  func resolution() {
    let rules = RuleBook(profile: .embedded)
    var row = ReplicaCase.row("S44", "", [])
    row.facts.destinationVaults = [World.vault(), World.vault("dr-2")]
    #expect(rules.resolvedVault(row.request, row.facts)?.name == "dr-servers")
    row.request.destination.vault = nil
    #expect(rules.resolvedVault(row.request, row.facts) == nil)
    row.facts.destinationVaults.removeFirst()
    #expect(rules.resolvedVault(row.request, row.facts)?.name == "dr-2")
    row.request.destination.vault = "unknown"
    #expect(rules.resolvedVault(row.request, row.facts) == nil)
  }

  @Test("Where a destination is refused, the refusal carries region, project and vault (spec/commands.md)")
  func coordinates() throws {
    let row = ReplicaCase.row("S27", "", []) { $0.facts.destinationVaults = [World.vault(capacity: 1)] }
    let refusal = try #require(row.refusals.first)
    #expect(refusal.field == .vault)
    #expect(refusal.source == "7b0c2e51-aaaa")
    #expect(refusal.region == "ap-southeast-2")
    #expect(refusal.project == "bkk-main")
    #expect(refusal.vault == "id-dr-servers")
  }

  @Test("A name already used in the vault warns and refuses nothing (S39)")
  func duplicateName() {
    let rules = RuleBook(profile: .embedded)
    #expect(rules.nameWarning("web", vault: World.vault(), namesInVault: ["db", "web"])?.contains("web") == true)
    #expect(rules.nameWarning("web", vault: World.vault(), namesInVault: ["db", "Web"]) == nil)
  }
}
