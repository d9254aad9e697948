import Replication
import Testing

@Suite struct VaultSelectionTests {
  private let rules = RuleBook(profile: .embedded)
  private let destination = Destination(region: "ap-southeast-2", vault: "id-dr-servers")
  private let servers = World.vault("servers", protection: .backup, region: "ap-southeast-1")

  private func backups() -> [Backup] {
    let fine = World.backup("web-01", id: "fine")
    var bare = World.backup("bms-01", id: "bare")
    bare.resource.kind = .bms
    bare.containsSystemDisk = nil
    var creating = World.backup("web-02", id: "creating")
    creating.status = .protecting
    let replicated = World.backup("web-03", id: "replicated")
    let other = World.backup("web 04", id: "other")
    return [fine, bare, creating, replicated, other]
  }

  private func facts(_ backup: Backup) -> ReplicaFacts {
    ReplicaFacts(
      backup: backup, sourceVault: servers, regions: World.regions, destinationVaults: [World.vault()],
      existingReplica: backup.id == "replicated" ? World.replica() : nil,
      ledgerEntry: backup.id == "other"
        ? LedgerEntry(backup: "other", region: "ap-southeast-2", date: World.noon) : nil)
  }

  @Test("Eligible backups go, the others are skipped with all their reasons (S17, S62)")
  func byHand() {
    let selection = rules.vaultSelection(
      servers, backups: backups(), destination: destination, facts: facts, trigger: .manual)
    #expect(selection.eligible.map(\.id) == ["fine", "other"])
    #expect(selection.requests.map(\.backup) == ["fine", "other"])
    #expect(selection.requests.allSatisfy { $0.trigger == .manual && $0.name == nil && $0.destination == destination })
    #expect(selection.skipped.codes == [.notECS, .noSystemDisk, .notAvailable, .replicaExists])
    #expect(selection.skipped.map(\.source) == ["bare", "bare", "creating", "replicated"])
    #expect(selection.skippedCount == 3)
    #expect(selection.refused.isEmpty)
    #expect(selection.traffic == 80 * World.gib)
  }

  @Test("By policy the same but for the ledger (S21, S25, S63)")
  func byPolicy() {
    let selection = rules.vaultSelection(
      servers, backups: backups(), destination: destination, facts: facts, trigger: .policy)
    #expect(selection.eligible.map(\.id) == ["fine"])
    #expect(selection.skipped.codes == [.notECS, .noSystemDisk, .notAvailable, .replicaExists, .autoOnce])
    #expect(selection.refused.isEmpty)
  }

  @Test("None eligible refuses the whole, the reasons stay (S62)")
  func nothingEligible() {
    let selection = rules.vaultSelection(
      servers, backups: Array(backups()[1...3]), destination: destination, facts: facts, trigger: .manual)
    #expect(selection.refused.codes == [.nothingEligible])
    #expect(selection.refused.first?.vault == servers.id)
    #expect(selection.skippedCount == 3)
    #expect(selection.requests.isEmpty)
  }

  @Test("An empty vault has nothing eligible (S62)")
  func empty() {
    let selection = rules.vaultSelection(
      servers, backups: [], destination: destination, facts: facts, trigger: .manual)
    #expect(selection.refused.codes == [.nothingEligible])
  }

  @Test("A replication vault is refused once, as a vault (S17)")
  func replicationVault() {
    let vault = World.vault("dr-servers", region: "ap-southeast-3")
    let replica = World.replica(region: "ap-southeast-3")
    let selection = rules.vaultSelection(
      vault, backups: [replica], destination: destination,
      facts: {
        ReplicaFacts(
          backup: $0, sourceVault: vault, regions: World.regions, destinationVaults: [World.vault()])
      }, trigger: .manual)
    #expect(selection.refused.codes == [.replicationVaultSource])
    #expect(selection.skipped.codes == [.alreadyReplica])
    #expect(selection.requests.isEmpty && selection.eligible.isEmpty)
  }

  @Test("A vault may be replicated again unless the cloud allows it once (S17, vaultOnce)")
  func again() {
    var before = World.backup("web-01", id: "before")
    before.replicas = [ReplicaRecord(id: "r", region: "ap-southeast-2", status: .available)]
    let both = [before, World.backup("web-02", id: "new")]
    var once = ProviderProfile.huaweiCBR
    once.vaultOnce = true
    func refused(_ profile: ProviderProfile, _ region: String, _ already: Bool? = nil) -> [RefusalCode] {
      RuleBook(profile: profile).vaultSelection(
        servers, backups: both, destination: Destination(region: region),
        facts: {
          ReplicaFacts(
            backup: $0, regions: World.regions,
            destinationVaults: [World.vault(), World.vault("sg", region: region, project: "\(region)-main")])
        }, trigger: .manual, alreadyReplicated: already
      ).refused.codes
    }
    #expect(refused(.embedded, "ap-southeast-2").isEmpty)
    #expect(refused(once, "ap-southeast-2") == [.replicationVaultSource])
    #expect(refused(once, "ap-southeast-3").isEmpty)
    #expect(refused(once, "ap-southeast-3", true) == [.replicationVaultSource])
    #expect(refused(once, "ap-southeast-2", false).isEmpty)
  }

  @Test(
    "A bad destination refuses the whole and is said once (S11, S26, S43, S64)",
    arguments: [
      (Destination(region: "ap-southeast-1"), [.sameRegion]),
      (Destination(region: "cn-north-4"), [.regionNotCapable]),
      (Destination(region: "gone-1"), [.unknownID]),
      (Destination(region: "ap-southeast-3"), [.vaultKind]),
      (Destination(region: "ap-southeast-2", project: "nowhere", vault: "id-dr-servers"), [.unknownID]),
    ] as [(Destination, [RefusalCode])])
  func badDestination(destination: Destination, expected: [RefusalCode]) {
    let selection = rules.vaultSelection(
      servers, backups: [backups()[0], backups()[4]], destination: destination,
      facts: { ReplicaFacts(backup: $0, regions: World.regions, destinationVaults: [World.vault()]) }, trigger: .manual)
    #expect(selection.refused.codes == expected)
    #expect(selection.refused.allSatisfy { $0.source == nil })
    #expect(selection.skipped.isEmpty && selection.requests.isEmpty)
  }
}
