import Catalog
import CloudSupport
import CloudWire
import Foundation
import HuaweiCloud
import Replication
import Testing

@Suite("Policies and whole vaults of Huawei Cloud (issue 6, point 3)")
struct PolicyTests {
  private static let servers = "c0000000-0000-4000-8000-000000000101"
  private static let replicas = "c0000000-0000-4000-8000-000000000301"
  private static let there = Destination(region: "ap-southeast-3")

  private static func account() async throws -> AccountStage {
    let stage = try AccountStage()
    try await stage.account.refresh()
    return stage
  }

  private static func nightly(_ name: String = "nightly") -> PolicyRequest {
    PolicyRequest(
      name: name, operation: .replication, schedule: "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=2,14;BYMINUTE=5",
      destination: there, retention: Retention(last: 7, monthly: 12))
  }

  @Test("A policy is made, listed, changed, applied, taken off and deleted as the cloud writes it (S63)")
  func wholeLife() async throws {
    let stage = try await Self.account()
    let (account, requester) = (stage.account, stage.requester)
    let made = try await account.createPolicy(Self.nightly(), by: requester)
    #expect(made.region == "ap-southeast-1" && made.schedule.words == "Mon, Thu at 02:05, 14:05 UTC")
    #expect(
      stage.stage.patterns("nightly") == [
        "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=02;BYMINUTE=05", "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=14;BYMINUTE=05",
      ])
    let definition = stage.stage.definition("nightly")
    #expect(definition["destination_region"] == "ap-southeast-3")
    #expect(definition["destination_project_id"] == HuaweiStage.projects["ap-southeast-3"])
    #expect(definition["max_backups"] == "7" && definition["month_backups"] == "12" && definition["timezone"] != nil)
    let changed = try await account.editPolicy(
      made.id, PolicyRequest(schedule: "FREQ=DAILY;BYHOUR=3", retention: .everything, isEnabled: false), by: requester)
    #expect(!changed.isEnabled && changed.retention.keepsEverything && changed.schedule.words == "daily at 03:00 UTC")
    #expect(stage.stage.definition("nightly")["max_backups"] == "-1")
    let wrong = PolicyVault(vault: Self.servers)
    let refused = await #expect(throws: Refused.self) {
      try await account.applyPolicy(made.id, to: wrong, removing: false, by: requester)
    }
    #expect(refused?.refusals.map(\.code) == [.vaultRequired])
    let right = PolicyVault(vault: Self.servers, target: Self.replicas)
    let applied = try await account.applyPolicy(made.id, to: right, removing: false, by: requester)
    #expect(applied.vaults == [right] && applied.destination?.vault == Self.replicas)
    let second = try await account.createPolicy(Self.nightly("weekly"), by: requester)
    let other = await #expect(throws: Refused.self) {
      try await account.applyPolicy(second.id, to: right, removing: false, by: requester)
    }
    #expect(other?.refusals.map(\.code) == [.policyApplied])
    #expect(try await account.applyPolicy(made.id, to: right, removing: true, by: requester).vaults.isEmpty)
    try await account.deletePolicy(made.id, by: requester)
    #expect(try await account.policies().map(\.policy.name) == ["weekly"])
    #expect(
      try stage.catalog.audit(limit: 20).map(\.action).filter { $0.hasSuffix("policy") }.sorted() == [
        "apply-policy", "create-policy", "create-policy", "delete-policy", "detach-policy", "edit-policy",
      ])
  }

  @Test(
    "What the cloud cannot do is refused before anything is sent, with its reason",
    arguments: [
      (PolicyRequest(timeZone: "Europe/Berlin"), RefusalCode.timeZone),
      (PolicyRequest(missed: .skip), .policyField), (PolicyRequest(drill: 10), .policyField),
      (PolicyRequest(retention: Retention(daily: 101)), .policyField),
      (PolicyRequest(destination: Destination(region: "cn-north-4")), .regionNotCapable),
      (PolicyRequest(destination: Destination(region: "ap-southeast-3", vault: "v")), .policyField),
      (PolicyRequest(schedule: "FREQ=HOURLY"), .schedule), (PolicyRequest(region: "nowhere"), .unknownID),
      (PolicyRequest(region: "ap-southeast-3"), .sameRegion), (PolicyRequest(name: "备份 é"), .nameCharacters),
    ])
  func refusals(_ change: PolicyRequest, _ code: RefusalCode) async throws {
    let stage = try await Self.account()
    var request = Self.nightly()
    request.timeZone = change.timeZone
    (request.missed, request.drill) = (change.missed, change.drill)
    request.retention = change.retention ?? request.retention
    request.destination = change.destination ?? request.destination
    request.schedule = change.schedule ?? request.schedule
    request.name = change.name ?? request.name
    request.region = change.region
    let wanted = request
    let refused = await #expect(throws: Refused.self) {
      try await stage.account.createPolicy(wanted, by: stage.requester)
    }
    #expect(refused?.refusals.map(\.code).contains(code) == true, "\(String(describing: refused))")
    #expect(stage.stage.policyCount == 0)
  }

  @Test("A region that does not say which policies it has is told; the others' stay, and it is asked again")
  func silentRegion() async throws {
    let stage = try await Self.account()
    _ = try await stage.account.createPolicy(Self.nightly(), by: stage.requester)
    try await stage.clock.sleep(.seconds(60))
    stage.stage.deny("a0000000000000000000000000000103/policies")
    #expect(try await stage.account.policies().map(\.policy.name) == ["nightly"])
    let silent = stage.account.regionsWithoutPolicies
    #expect(silent.keys.sorted() == ["ap-southeast-3"] && silent.values.allSatisfy { !$0.message.isEmpty })
    stage.stage.deny(nil)
    #expect(try await stage.account.policies().count == 1 && stage.account.regionsWithoutPolicies.isEmpty)
  }

  @Test("Rules that are none of ours are shown as they came, and foretell nothing")
  func foreignRules() async throws {
    let stage = try await Self.account()
    let patterns = ["FREQ=HOURLY;INTERVAL=6", "FREQ=DAILY;INTERVAL=1;BYHOUR=03;BYMINUTE=00"]
    stage.stage.addPolicy("mixed", region: "ap-southeast-1", patterns: patterns)
    stage.stage.addPolicy("new", region: "cn-north-4", patterns: ["FREQ=MONTHLY;BYMONTHDAY=1"])
    let found = try await stage.account.policies().map(\.policy)
    #expect(found.map(\.scheduleWords) == [patterns.joined(separator: " "), "FREQ=MONTHLY;BYMONTHDAY=1"])
    #expect(found.allSatisfy { $0.nextRuns(5, after: stage.clock.now).isEmpty && $0.operation == .backup })
    #expect(found.map(\.region) == ["ap-southeast-1", "cn-north-4"])
  }

  @Test("An edit changes only what it names: foreign rules, what is kept and the zone it is counted in stay (S63)")
  func editsForeign() async throws {
    let stage = try await Self.account()
    let rules = ["FREQ=HOURLY;INTERVAL=6"]
    stage.stage.addPolicy(
      "mixed", region: "ap-southeast-1", patterns: rules, definition: ["day_backups": 5, "timezone": "UTC+08:00"])
    let id = try #require(try await stage.account.policies().first?.policy.id)
    let before = stage.stage.definition("mixed")
    let renamed = try await stage.account.editPolicy(id, PolicyRequest(name: "renamed"), by: stage.requester)
    #expect(renamed.name == "renamed" && renamed.foreignSchedule == rules[0])
    #expect(stage.stage.patterns("renamed") == rules && stage.stage.definition("renamed") == before)
    let kept = PolicyRequest(retention: Retention(daily: 9))
    _ = try await stage.account.editPolicy(id, kept, by: stage.requester)
    let after = stage.stage.definition("renamed")
    #expect(after["timezone"] == "UTC+08:00" && after["day_backups"] == "9")
    #expect(stage.stage.patterns("renamed") == rules)
  }

  @Test("An edit is judged by what the cloud has now, not by what was read a while ago")
  func editsFresh() async throws {
    let stage = try await Self.account()
    stage.stage.addPolicy("mixed", region: "ap-southeast-1", patterns: ["FREQ=HOURLY;INTERVAL=6"])
    let id = try #require(try await stage.account.policies().first?.policy.id)
    _ = stage.stage.answer(
      WireRequest(
        method: "DELETE", host: "h", target: "/v3/\(HuaweiStage.projects["ap-southeast-1"] ?? "")/policies/\(id)",
        headers: []))
    let refused = await #expect(throws: Refused.self) {
      try await stage.account.editPolicy(id, PolicyRequest(name: "renamed"), by: stage.requester)
    }
    #expect(refused?.refusals.map(\.code) == [.unknownID])
    #expect(try await stage.account.policies().isEmpty)
  }

  @Test("After a lost answer the policies are looked at; none is made twice, and what was done counts as done")
  func lostAnswers() async throws {
    let stage = try await Self.account()
    stage.stage.loseAnswers()
    let made = try await stage.account.createPolicy(Self.nightly(), by: stage.requester)
    #expect(stage.stage.policyCount == 1)
    let application = PolicyVault(vault: Self.servers, target: Self.replicas)
    let applied = try await stage.account.applyPolicy(made.id, to: application, removing: false, by: stage.requester)
    #expect(applied.vaults == [application])
    try await stage.account.deletePolicy(made.id, by: stage.requester)
    #expect(stage.stage.policyCount == 0)
  }

  @Test("What the cloud does itself is not available, and says what to do instead")
  func notOffered() async throws {
    let stage = try await Self.account()
    await #expect(throws: NotOffered.self) { try await stage.account.runPolicy("p", by: stage.requester) }
    await #expect(throws: NotOffered.self) { try await stage.account.simulate(nil, days: 90) }
    await #expect(throws: NotOffered.self) { try await stage.account.runs(of: "p", limit: 5) }
  }

  @Test("A vault is replicated in one request, each backup a task under one parent; then nothing is left to do (S62)")
  func vault() async throws {
    let stage = try await Self.account()
    let target = Destination(region: "ap-southeast-3", vault: Self.replicas)
    let plan = try await stage.account.planVault(Self.servers, to: target)
    #expect(plan.plan.allowed.count == 3 && plan.plan.traffic == 120 << 30 && plan.plan.refused.isEmpty)
    #expect(stage.stage.replications == 0)
    let outcome = try await stage.account.replicateVault(Self.servers, to: target, by: stage.requester)
    #expect(outcome.tasks.count == 3 && outcome.refused.isEmpty)
    #expect(outcome.tasks.allSatisfy { $0.parent == outcome.run?.id && $0.requestedBy == stage.requester })
    for _ in 0..<4 { try await stage.account.poll() }
    let tasks = try stage.catalog.read { try $0.tasks(parent: outcome.run?.id ?? "") }
    #expect(tasks.map(\.status) == [.success, .success, .success])
    let again = try await stage.account.replicateVault(Self.servers, to: target, by: stage.requester)
    #expect(again.refused.map(\.code) == [.nothingEligible] && again.tasks.isEmpty)
    #expect(Set(again.skipped.map(\.code)) == [.replicaExists])
  }

  @Test("A vault that does not fit as a whole is refused as a whole, and after a lost answer nothing is sent twice")
  func vaultTrouble() async throws {
    let target = Destination(region: "ap-southeast-3", vault: Self.replicas)
    let large = try AccountStage(backups: 20)
    try await large.account.refresh()
    let refused = try await large.account.replicateVault(Self.servers, to: target, by: large.requester)
    #expect(refused.refused.map(\.code) == [.vaultCapacity])
    #expect(refused.tasks.isEmpty && large.stage.replications == 0)
    let stage = try await Self.account()
    stage.stage.loseAnswers()
    let outcome = try await stage.account.replicateVault(Self.servers, to: target, by: stage.requester)
    #expect(outcome.tasks.count == 3 && stage.stage.replications == 3)
  }

  @Test("A chosen backup whose task the cloud does not name is looked for, and else skipped with its reason (S62)")
  func unnamedTasks() async throws {
    let target = Destination(region: "ap-southeast-3", vault: Self.replicas)
    let stage = try await Self.account()
    stage.stage.hideRecords()
    let found = try await stage.account.replicateVault(Self.servers, to: target, by: stage.requester)
    #expect(found.tasks.count == 3 && found.skipped.isEmpty && stage.stage.replications == 3)
    let other = try await Self.account()
    other.stage.interrupt(
      "/checkpoints/replicate",
      with: .json(
        #"{"replication":{"backups":[{"backup_id":"\#(HuaweiStage.backup(1))","replication_record_id":"r-1"}]}}"#))
    let partly = try await other.account.replicateVault(Self.servers, to: target, by: other.requester)
    #expect(partly.tasks.map(\.id) == ["r-1"])
    #expect(Set(partly.skipped.map(\.source)) == [HuaweiStage.backup(2), HuaweiStage.backup(3)])
    #expect(partly.skipped.allSatisfy { $0.code == .requestInFlight && $0.message.contains("before asking") })
  }
}
