import Foundation
import Replication
import Testing

@Suite struct SimulatorTests {
  static let source = World.vault(
    "servers", protection: .backup, region: "ap-southeast-1", project: "ap-southeast-1-main",
    capacity: 2_000 * World.gib)

  static func policy(
    _ operation: PolicyOperation, rule: String, retention: Retention = .everything, id: String? = nil
  ) throws -> Policy {
    Policy(
      id: id ?? operation.rawValue, name: operation.rawValue, operation: operation,
      schedule: try Schedule(rule, zone: "UTC", startingAt: World.noon), since: World.noon,
      destination: operation == .replication ? Destination(region: "ap-southeast-2") : nil, retention: retention,
      vaults: [PolicyVault(vault: "id-servers")])
  }

  static func world(_ policies: [Policy], backups: [Backup] = [], capacity: Int64 = 4_000) -> PolicyWorld {
    PolicyWorld(
      policies: policies, regions: World.regions, vaults: [source, World.vault(capacity: capacity * World.gib)],
      backups: backups,
      resources: [
        SimulatedResource(
          reference: ResourceReference(id: "web-01-id", name: "web-01", kind: .ecs), type: .server,
          region: "ap-southeast-1", project: "ap-southeast-1-main", size: 40 * World.gib, hasSystemDisk: true)
      ])
  }

  static func run(_ world: PolicyWorld, days: Int = 90) -> Simulation {
    Simulator.run(world, rules: RuleBook(profile: .embedded), from: World.noon, days: days)
  }

  @Test("Ninety days of backups, replicas and retention, counted by hand (point 5)")
  func both() throws {
    let simulation = Self.run(
      Self.world([
        try Self.policy(.replication, rule: "FREQ=DAILY;BYHOUR=2", retention: Retention(last: 10)),
        try Self.policy(.backup, rule: "FREQ=DAILY;BYHOUR=1", retention: Retention(last: 7)),
      ]))
    #expect(simulation.runs.count == 180)
    #expect(simulation.runs.flatMap(\.backups).count == 90)
    #expect(simulation.runs.flatMap(\.replicas).count == 90)
    let deleted = simulation.runs.flatMap { run in run.deleted.map { (run.operation, $0) } }
    #expect(deleted.count { $0.0 == .backup } == 83 && deleted.count { $0.0 == .replication } == 80)
    // Each backup is gone when its replica goes, so nothing is left that waits for a second run.
    #expect(simulation.blocked.isEmpty)
    #expect(zip(simulation.runs, simulation.runs.dropFirst()).allSatisfy { $0.date <= $1.date })
  }

  @Test("Drills are foreseen: after each run of what it made, and by a policy of their own (points 5 and 7)")
  func drills() throws {
    var copies = try Self.policy(.replication, rule: "FREQ=DAILY;BYHOUR=2", retention: Retention(last: 3))
    copies.drill = 10
    var proofs = try Self.policy(.drill, rule: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=5")
    (proofs.drill, proofs.vaults) = (100, [PolicyVault(vault: "id-dr-servers"), PolicyVault(vault: "id-servers")])
    let backups = try Self.policy(.backup, rule: "FREQ=DAILY;BYHOUR=1")
    let simulation = Self.run(Self.world([proofs, backups, copies]), days: 14)
    let after = simulation.runs.filter { $0.operation == .replication }
    #expect(after.count == 14 && after.allSatisfy { $0.drills == $0.replicas && $0.drills.count == 1 })
    let own = simulation.runs.filter { $0.operation == .drill }
    #expect(own.count == 2 && own.allSatisfy { $0.drills.count == 2 && $0.deleted.isEmpty && $0.replicas.isEmpty })
    // The newest copy of the one resource, in each vault.
    #expect(Set(own.flatMap(\.drills).map(\.vault)) == ["id-dr-servers", "id-servers"])
    #expect(simulation.runs.allSatisfy { $0.operation != .backup || $0.drills.isEmpty })
  }

  @Test("A replica that retention deletes before its source is gone for the policy for ever (S21)")
  func blocked() throws {
    let simulation = Self.run(
      Self.world([
        try Self.policy(.backup, rule: "FREQ=DAILY;BYHOUR=1"),
        try Self.policy(.replication, rule: "FREQ=DAILY;BYHOUR=2", retention: Retention(last: 2)),
      ]), days: 10)
    #expect(simulation.runs.flatMap(\.replicas).count == 10)
    #expect(simulation.blocked.count == 8)
    #expect(simulation.blocked.allSatisfy { $0.region == "ap-southeast-2" && !$0.isToday })
  }

  @Test("What is used up or ineligible today is told, once, and manual replicas are left alone (S14, S19, S21)")
  func today() throws {
    var (old, used) = (World.backup("old", id: "old"), World.backup("used", id: "used"))
    var broken = World.backup("broken", id: "broken")
    (old.verifiedAt, used.verifiedAt, broken.status) = (World.noon, World.noon, .error)
    var replica = World.replica()
    replica.source = SourceLink(id: "old", region: "ap-southeast-1")
    replica.vault = NamedReference(id: "id-dr-servers", name: "dr-servers")
    var world = Self.world(
      [try Self.policy(.replication, rule: "FREQ=DAILY", retention: Retention(last: 1))],
      backups: [old, used, broken, replica])
    world.ledger = [LedgerEntry(backup: "used", region: "ap-southeast-2", date: World.noon)]
    let simulation = Self.run(world)
    #expect(simulation.runs.count == 90)
    #expect(simulation.runs.flatMap(\.replicas).isEmpty && simulation.runs.flatMap(\.deleted).isEmpty)
    #expect(simulation.runs.flatMap(\.skipped).map(\.refusal.code) == [.notAvailable])
    #expect(simulation.blocked.map(\.backup.id) == ["used"] && simulation.blocked.allSatisfy(\.isToday))
  }

  @Test("A vault that fills up is seen before it is full (S27)")
  func capacity() throws {
    let simulation = Self.run(
      Self.world(
        [
          try Self.policy(.backup, rule: "FREQ=DAILY;BYHOUR=1"),
          try Self.policy(.replication, rule: "FREQ=DAILY;BYHOUR=2"),
        ], capacity: 100))
    #expect(simulation.runs.flatMap(\.backups).count == 50)
    #expect(simulation.runs.flatMap(\.replicas).count == 2)
    #expect(Set(simulation.runs.flatMap(\.skipped).map(\.refusal.code)) == [.vaultCapacity])
    // Equal reasons are counted together (P16).
    #expect(simulation.skips.map(\.policy) == ["replication", "backup"] && simulation.skips[0].names.count == 48)
  }

  @Test("Disabled policies do nothing, and the same world gives the same forecast")
  func pure() throws {
    var policy = try Self.policy(.backup, rule: "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=3", retention: Retention(weekly: 4))
    let world = Self.world([policy])
    #expect(Self.run(world) == Self.run(world))
    policy.isEnabled = false
    #expect(Self.run(Self.world([policy])).runs.isEmpty)
  }
}
