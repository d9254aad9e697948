import Foundation
import Replication
import Testing

@Suite struct PolicyRuleTests {
  static let rules = RuleBook(profile: .embedded)
  static let servers = World.vault(
    "servers", protection: .backup, region: "ap-southeast-1", project: "ap-southeast-1-main")
  static let trees = World.vault(
    "trees", type: .turbo, protection: .backup, region: "ap-southeast-1", project: "ap-southeast-1-main")
  static let disks = World.vault(
    "disks", type: .disk, protection: .backup, region: "ap-southeast-1", project: "ap-southeast-1-main")
  static let vaults = [servers, trees, disks, World.vault()]

  static func policy(_ name: String = "nightly", _ operation: PolicyOperation = .replication, id: String = "p1") throws
    -> Policy
  {
    Policy(
      id: id, name: name, operation: operation,
      schedule: try Schedule("FREQ=DAILY;BYHOUR=2", zone: "Europe/Berlin", startingAt: World.noon), since: World.noon,
      destination: operation == .replication ? Destination(region: "ap-southeast-2", vault: "id-dr-servers") : nil)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var request: PolicyRequest
    let codes: [RefusalCode]

    init(_ text: String, _ codes: [RefusalCode], _ change: (inout PolicyRequest) -> Void) {
      testDescription = text
      self.codes = codes
      request = PolicyRequest(
        name: "weekly", operation: .replication, schedule: "FREQ=WEEKLY;BYDAY=MO", timeZone: "Asia/Hong_Kong",
        destination: Destination(region: "ap-southeast-2"))
      change(&request)
    }
  }

  static let rows: [Row] = [
    Row("everything in order", []) { _ in },
    Row("no name", [.nameLength]) { $0.name = nil },
    Row("a bad name", [.nameCharacters]) { $0.name = "a b" },
    Row("a name that is taken", [.nameTaken]) { $0.name = "nightly" },
    Row("no schedule", [.schedule]) { $0.schedule = nil },
    Row("a bad schedule and a bad zone are both told", [.schedule, .timeZone]) {
      ($0.schedule, $0.timeZone) = ("FREQ=HOURLY", "Nowhere")
    },
    Row("no zone", [.timeZone]) { $0.timeZone = nil },
    Row("no destination", [.regionRequired]) { $0.destination = nil },
    Row("an unknown region", [.unknownID]) { $0.destination?.region = "mars" },
    Row("a region that cannot replicate", [.regionNotCapable]) { $0.destination?.region = "cn-north-4" },
    Row("an unknown project", [.unknownID]) { $0.destination?.project = "nobody" },
    Row("an unknown vault", [.unknownID]) { $0.destination?.vault = "nothing" },
    Row("a backup vault", [.vaultKind]) { $0.destination?.vault = "id-servers" },
    Row("a vault of another project", [.vaultKind]) {
      $0.destination = Destination(region: "ap-southeast-2", project: "bkk-dr", vault: "id-dr-servers")
    },
    Row("a backup policy with a destination", [.policyField]) { $0.operation = .backup },
    Row("a drill after each run", []) { $0.drill = 10 },
    Row("more than all of it", [.policyField]) { $0.drill = 101 },
    Row("a drill policy", []) { ($0.operation, $0.destination) = (.drill, nil) },
    Row("a drill policy of nothing", [.policyField]) { ($0.operation, $0.destination, $0.drill) = (.drill, nil, 0) },
    Row("a drill policy with a destination and a retention", [.policyField, .policyField]) {
      ($0.operation, $0.retention) = (.drill, Retention(last: 3))
    },
    Row("two times a day of different minutes", []) {
      $0.schedule = "FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=14;BYMINUTE=40"
    },
    Row("two times a day that are too close", [.schedule]) {
      $0.schedule = "FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=2"
    },
    Row("a retention of nothing", [.policyField]) { $0.retention = Retention(last: 0) },
  ]

  @Test("A policy is made of a request, or everything against it is told (S63)", arguments: rows)
  func create(row: Row) throws {
    let (policy, refused) = Self.rules.policy(
      row.request, id: "p2", former: nil, others: [try Self.policy()], regions: World.regions, vaults: Self.vaults,
      at: World.noon)
    #expect(refused.codes == row.codes)
    #expect((policy != nil) == row.codes.isEmpty)
  }

  @Test("An edit changes what is named; another time counts from now, and the operation stays (S63)")
  func edit() throws {
    let former = try Self.policy()
    let later = World.noon.addingTimeInterval(1_000)
    func edited(_ request: PolicyRequest) -> (policy: Policy?, refused: [Refusal]) {
      Self.rules.policy(
        request, id: "p1", former: former, others: [former], regions: World.regions, vaults: Self.vaults, at: later)
    }
    let same = edited(PolicyRequest(retention: Retention(last: 2), missed: .skip)).policy
    #expect(same?.since == World.noon && same?.retention.last == 2 && same?.missed == .skip)
    #expect(same?.destination == former.destination && same?.schedule == former.schedule)
    #expect(edited(PolicyRequest(schedule: "FREQ=DAILY;BYHOUR=3")).policy?.since == later)
    #expect(edited(PolicyRequest(operation: .backup)).refused.codes == [.policyField])
    #expect(edited(PolicyRequest(drill: 5)).policy?.drill == 5 && edited(PolicyRequest(drill: 0)).policy?.drill == nil)
  }

  static let applications: [(String, String, PolicyOperation, [RefusalCode])] = [
    ("servers", "id-servers", .replication, []), ("an unknown vault", "nothing", .replication, [.unknownID]),
    ("another type than the destination's", "id-trees", .replication, [.vaultKind]),
    ("disk backups stay", "id-disks", .replication, [.diskBackup, .vaultKind]),
    ("a replication vault", "id-dr-servers", .replication, [.replicationVaultSource, .sameRegion]),
    ("backups into a replication vault", "id-dr-servers", .backup, [.policyVault]),
    ("backups of file systems", "id-trees", .backup, []),
    ("drills of backups", "id-disks", .drill, []), ("drills of replicas", "id-dr-servers", .drill, []),
  ]

  @Test("What a policy may be applied to (S8, S11, S17, S26)", arguments: applications)
  func apply(words: String, vault: String, operation: PolicyOperation, codes: [RefusalCode]) throws {
    let refused = Self.rules.applicationRefusals(
      try Self.policy("nightly", operation), to: vault, others: [], regions: World.regions, vaults: Self.vaults)
    #expect(refused.codes == codes)
  }

  @Test("A vault has one replication policy a destination region (S63)")
  func once() throws {
    var other = try Self.policy("other", id: "p9")
    other.vaults = [PolicyVault(vault: "id-servers")]
    func codes(_ policy: Policy) -> [RefusalCode] {
      Self.rules.applicationRefusals(
        policy, to: "id-servers", others: [other], regions: World.regions, vaults: Self.vaults
      ).codes
    }
    var policy = try Self.policy()
    #expect(codes(policy) == [.policyApplied])
    policy.destination = Destination(region: "ap-southeast-3")
    #expect(codes(policy) == [])
    #expect(codes(try Self.policy("copies", .backup)) == [])
  }

  /// Codes that the tables here yield, for the test that every code is made somewhere.
  static func produced() -> Set<RefusalCode> {
    var codes = Set(rows.flatMap(\.codes))
    codes.formUnion(applications.flatMap(\.3))
    return codes.union([.policyApplied])
  }
}
