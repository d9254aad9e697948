import Replication
import Testing

@Suite struct VaultRuleTests {
  struct Creation: Sendable, CustomTestStringConvertible {
    let situation: String
    let expected: [RefusalCode]
    var profile = ProviderProfile.embedded
    var request = VaultRequest(
      name: "dr-2", region: "ap-southeast-2", type: .server, protection: .replication, capacity: World.gib)
    var testDescription: String { situation }

    var refusals: [Refusal] {
      RuleBook(profile: profile).vaultRefusals(request, regions: World.regions, vaults: [World.vault("taken")])
    }

    static func row(
      _ situation: String, _ expected: [RefusalCode], _ change: (inout Creation) -> Void = { _ in }
    ) -> Creation {
      var row = Creation(situation: situation, expected: expected)
      change(&row)
      return row
    }

    static let all: [Creation] = [
      row("S4: a valid vault", []),
      row("S38: no name", [.nameLength]) { $0.request.name = "" },
      row("S38: a slash in the name", [.nameCharacters]) { $0.request.name = "a/b" },
      row("S4: a name taken in region and project", [.nameTaken]) { $0.request.name = "taken" },
      row("S4: a name taken in another project", []) {
        $0.request.name = "taken"
        $0.request.project = "bkk-dr"
      },
      row("S4: a name taken in another region", []) {
        $0.request.name = "taken"
        $0.request.region = "ap-southeast-3"
      },
      row("S4: letter case makes another name", []) { $0.request.name = "Taken" },
      row("S42: no region", [.regionRequired]) { $0.request.region = "" },
      row("S42: an unknown region", [.unknownID]) { $0.request.region = "gone-1" },
      row("S43: an unknown project", [.unknownID]) { $0.request.project = "gone" },
      row("S4: a region without CBR", [.serviceMissing]) { $0.request.region = "ap-guangzhou" },
      row("S4: a provider without CBR", [.serviceMissing]) { $0.profile = .tencentCBS },
      row("S27: one byte", []) { $0.request.capacity = 1 },
      row("S27: no capacity", [.capacityRange]) { $0.request.capacity = 0 },
      row("S27: a negative capacity", [.capacityRange]) { $0.request.capacity = .min },
      row("S27: more than any vault", [.capacityRange]) { $0.request.capacity = .max },
      row("S27: below the vendor's least", [.capacityRange]) {
        $0.profile = .huaweiCBR
        $0.request.capacity = 10 * World.gib - 1
      },
      row("S27: the vendor's least", []) {
        $0.profile = .huaweiCBR
        $0.request.capacity = 10 * World.gib
      },
      row("S15: all at once", [.nameCharacters, .serviceMissing, .unknownID, .capacityRange]) {
        $0.request.name = "a b"
        $0.request.region = "ap-guangzhou"
        $0.request.project = "gone"
        $0.request.capacity = 0
      },
    ]
  }

  @Test("Verdict on a new vault", arguments: Creation.all)
  func creation(row: Creation) {
    #expect(row.refusals.codes == row.expected)
    #expect(row.refusals.allSatisfy { $0.field != nil })
  }

  @Test(
    "A vault's capacity covers what is used and reserved (S27)",
    arguments: [
      (60, []), (100, []), (200, []), (59, [.capacityRange]), (0, [.capacityRange]), (-1, [.capacityRange]),
    ] as [(Int64, [RefusalCode])])
  func expansion(gib: Int64, expected: [RefusalCode]) {
    let vault = World.vault(used: 50 * World.gib, reserved: 10 * World.gib)
    let rules = RuleBook(profile: .embedded)
    #expect(rules.expansionRefusals(vault, capacity: gib * World.gib).codes == expected)
  }

  @Test("A vault that goes is not expanded")
  func deleting() {
    let refusals = RuleBook(profile: .embedded).expansionRefusals(World.vault(status: .deleting), capacity: World.gib)
    #expect(refusals.codes == [.inUse])
  }

  @Test("Numbers that make no sum stop nothing", arguments: [(Int64.max, Int64.max), (.min, .max), (.max, .min)])
  func absurd(used: Int64, reserved: Int64) {
    let vault = World.vault(used: used, reserved: reserved)
    _ = RuleBook(profile: .embedded).expansionRefusals(vault, capacity: 1)
    _ = vault.free
    let row = ReplicaCase.row("S27", "", []) { $0.facts.destinationVaults = [vault] }
    _ = row.refusals
  }
}
