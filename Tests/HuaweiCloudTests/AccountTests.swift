import Catalog
import CloudSupport
import CloudWire
import Foundation
import HuaweiCloud
import Replication
import Testing

@Suite("An account of Huawei Cloud behind the same calls as the engine (issue 6, points 2, 3, 5, 6, 7)")
struct AccountTests {
  @Test("Everything the account has is in the catalog, page by page")
  func refresh() async throws {
    let stage = try AccountStage(backups: 2_300)
    try await stage.account.refresh()
    let regions = try stage.catalog.regions()
    #expect(regions.map(\.id) == ["ap-southeast-1", "ap-southeast-3", "cn-north-4"])
    #expect(regions.map(\.replicationCapable) == [true, true, false])
    #expect(regions.allSatisfy { $0.refreshedAt != nil && $0.unreachable == nil && $0.projects.count == 1 })
    guard case .backups(let window) = try stage.catalog.rows(Listing(.backups(nil)), at: .offset(0), limit: 10) else {
      Issue.record("no backups")
      return
    }
    #expect(window.total == 2_300)
    let backup = try #require(try stage.catalog.backup(HuaweiStage.backup(1)))
    #expect(backup.size == 40 << 30 && backup.vault.name == "vault-servers" && backup.containsSystemDisk == true)
    let vault = try #require(try stage.catalog.vault("c0000000-0000-4000-8000-000000000301"))
    #expect(vault.capacity == 500 << 30 && vault.used == 1 << 30)
  }

  @Test("A replica is admitted, followed in both regions and seen (S54, S56, S57)")
  func replicate() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let admission = try await stage.account.createReplicas([stage.wish(name: "web01-sg")], by: stage.requester)
    let task = try #require(admission.tasks.first)
    #expect(admission.refused.isEmpty && task.requestedBy == stage.requester)
    let row = try #require(try stage.catalog.existingReplica(of: HuaweiStage.backup(1), in: "ap-southeast-3"))
    #expect(row.status == .waitingProtect && row.name == "web01-sg")
    #expect(try stage.catalog.backup(HuaweiStage.backup(1))?.locked == true)
    for _ in 0..<6 { try await stage.account.poll() }
    let ended = try #require(try stage.catalog.task(task.id))
    #expect(ended.status == .success && ended.percent == 100)
    let replica = try #require(try stage.catalog.existingReplica(of: HuaweiStage.backup(1), in: "ap-southeast-3"))
    #expect(replica.status == .available && replica.id == ended.target?.id && replica.kind == .replica)
    #expect(try stage.catalog.backup(HuaweiStage.backup(1))?.replicas.map(\.id) == [replica.id])
    #expect(try stage.catalog.backup(task.id) == nil)
  }

  @Test("What a cloud says of a failure is kept with its code")
  func fails() async throws {
    let stage = try AccountStage()
    stage.stage.decide(.fails)
    try await stage.account.refresh()
    let task = try #require(
      try await stage.account.createReplicas([stage.wish()], by: stage.requester).tasks.first)
    for _ in 0..<6 { try await stage.account.poll() }
    let ended = try #require(try stage.catalog.task(task.id))
    #expect(ended.status == .failed)
    #expect(ended.error == "The destination vault is full. (BackupService.6129)")
  }

  @Test("Rules are evaluated before the request, all of them together (S19, S26, S27)")
  func rules() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let admission = try await stage.account.createReplicas(
      [stage.wish(vault: "c0000000-0000-4000-8000-000000000302", name: "a name")], by: stage.requester)
    #expect(Set(admission.refused.map(\.code)) == [.vaultCapacity, .nameCharacters])
    #expect(stage.stage.replications == 0)
    _ = try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    let again = try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    #expect(again.refused.map(\.code) == [.requestInFlight])
    #expect(stage.stage.replications == 1)
  }

  @Test("What only the cloud knows comes back as a rule, with its words, code and request id")
  func mapped() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.interrupt(
      "/replicate",
      with: .json(
        #"{"error_code":"BackupService.1009","error_msg":"Already replicated."}"#, status: 400,
        headers: [.init("X-Request-Id", "req-7")]))
    let admission = try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    #expect(admission.refused.map(\.code) == [.replicaExists])
    #expect(admission.refused.first?.message == "Already replicated. (BackupService.1009, request req-7)")
  }

  @Test("After a lost answer the records are looked at; nothing is sent twice")
  func lostAnswer() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.loseAnswers()
    let admission = try await stage.account.createReplicas([stage.wish(name: "lost")], by: stage.requester)
    #expect(admission.tasks.count == 1)
    #expect(stage.stage.replications == 1)
    #expect(admission.tasks.first?.target?.name == "lost")
  }

  @Test("A retry that is accepted without naming its task is looked for, and else says what to do next (S22)")
  func unnamedTask() async throws {
    let stage = try AccountStage()
    stage.stage.decide(.fails)
    try await stage.account.refresh()
    let task = try #require(
      try await stage.account.createReplicas([stage.wish()], by: stage.requester).tasks.first)
    for _ in 0..<6 { try await stage.account.poll() }
    stage.stage.interrupt(
      "/replicate", with: .json(#"{"replication":{"backup_id":"\#(HuaweiStage.backup(1))"}}"#))
    let refused = await #expect(throws: Refused.self) {
      try await stage.account.steer(task.id, .retry, by: stage.requester)
    }
    #expect(refused?.refusals.map(\.code) == [.requestInFlight])
    #expect(refused?.refusals.first?.message.contains("accepted") == true)
    stage.stage.hideRecords()
    let again = try await stage.account.steer(task.id, .retry, by: stage.requester)
    #expect(again.id != task.id && again.requestedBy == stage.requester && stage.stage.replications == 2)
  }

  @Test("A replication that failed is asked for again by its task, and then succeeds (S22)")
  func retry() async throws {
    let stage = try AccountStage()
    stage.stage.decide(.fails)
    try await stage.account.refresh()
    let task = try #require(
      try await stage.account.createReplicas([stage.wish(name: "web01-sg")], by: stage.requester).tasks.first)
    for _ in 0..<6 { try await stage.account.poll() }
    #expect(try stage.catalog.task(task.id)?.status == .failed)
    stage.stage.decide(.succeeds)
    let again = try await stage.account.steer(task.id, .retry, by: stage.requester)
    #expect(again.id != task.id && again.target?.name == "web01-sg" && again.target?.region == "ap-southeast-3")
    let running = await #expect(throws: Refused.self) {
      try await stage.account.steer(again.id, .retry, by: stage.requester)
    }
    #expect(running?.refusals.map(\.code) == [.taskStatus])
    for _ in 0..<6 { try await stage.account.poll() }
    #expect(try stage.catalog.task(again.id)?.status == .success)
    #expect(try stage.catalog.task(task.id)?.status == .failed && stage.stage.replications == 2)
  }

  @Test("A replication whose answer was lost ends like any other (point 2)")
  func lostAnswerEnds() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.loseAnswers()
    let task = try #require(
      try await stage.account.createReplicas([stage.wish(name: "lost")], by: stage.requester).tasks.first)
    for _ in 0..<6 { try await stage.account.poll() }
    let ended = try #require(try stage.catalog.task(task.id))
    #expect(ended.status == .success && ended.endedAt != nil && ended.requestedBy == stage.requester)
    #expect(try stage.catalog.backup(HuaweiStage.backup(1))?.locked == false && stage.stage.replications == 1)
  }

  @Test("A replication that stands still says since when, and no more once it goes on (point 5)")
  func sticks() async throws {
    let stage = try AccountStage()
    stage.stage.decide(.sticks)
    try await stage.account.refresh()
    let task = try #require(try await stage.account.createReplicas([stage.wish()], by: stage.requester).tasks.first)
    for _ in 0..<3 { try await stage.account.poll() }
    let before = try #require(try stage.catalog.task(task.id))
    #expect(before.percent == 40 && before.note == "40% since 2024-05-20 10:13 UTC")
    try await stage.clock.sleep(.seconds(3_600))
    try await stage.account.poll()
    let after = try #require(try stage.catalog.task(task.id))
    #expect(after.note == before.note && after.standsSince == Date(timeIntervalSince1970: 1_716_199_980))
    stage.stage.unstick()
    try await stage.account.poll()
    let ended = try #require(try stage.catalog.task(task.id))
    #expect(ended.status == .success && ended.note == nil && ended.standsSince == nil)
  }

  @Test("How far behind regions are is known of an account, too: available is all the proof there is (point 5)")
  func lag() async throws {
    let stage = try AccountStage(backups: 1)
    try await stage.account.refresh()
    let resource = "50000000-0000-4000-8000-000000000001"
    let before = try stage.catalog.lagFacts(verifiedOnly: stage.account.profile.reportsBytes)
    #expect(before.map(\.resource.id) == [resource] && before.first?.copied == nil)
    _ = try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    for _ in 0..<6 { try await stage.account.poll() }
    let after = try stage.catalog.lagFacts(verifiedOnly: stage.account.profile.reportsBytes)
    let fact = try #require(after.first { $0.region == "ap-southeast-3" })
    #expect(fact.copied == (try stage.catalog.backup(HuaweiStage.backup(1))?.createdAt))
  }

  @Test("A request that was lost on its way is told, not sent again")
  func lostRequest() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.interrupt("/replicate", with: .hangUp)
    let error = await #expect(throws: HuaweiError.self) {
      try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    }
    #expect(error?.explanation.code == "answer-lost")
    #expect(stage.stage.replications == 0)
  }

  @Test("A throttled request is sent again after a pause")
  func throttled() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    for _ in 0..<2 {
      stage.stage.interrupt("/replicate", with: .json(#"{"error_code":"APIGW.0308","error_msg":"slow"}"#, status: 429))
    }
    let admission = try await stage.account.createReplicas([stage.wish()], by: stage.requester)
    #expect(admission.tasks.count == 1 && stage.stage.replications == 1)
    #expect(stage.clock.slept.contains { $0 >= .milliseconds(500) })
  }

  @Test("A region that is out of reach is its row's state; the others and what was read before stay")
  func unreachableRegion() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    stage.stage.deny("a0000000000000000000000000000103")
    try await stage.account.refresh()
    let regions = try stage.catalog.regions()
    #expect(regions.map { $0.unreachable == nil } == [true, false, true])
    #expect(try stage.catalog.vaults(region: "ap-southeast-3").count == 2)
    stage.stage.deny(nil)
    try await stage.account.refresh()
    #expect(try stage.catalog.regions().allSatisfy { $0.unreachable == nil })
  }

  @Test("One region out of reach keeps nothing else from being followed")
  func followsOthers() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let task = try #require(try await stage.account.createReplicas([stage.wish()], by: stage.requester).tasks.first)
    stage.stage.deny("a0000000000000000000000000000103")
    for _ in 0..<5 { try? await stage.account.poll() }
    #expect(try stage.catalog.task(task.id)?.status == .success)
  }

  @Test("What was deleted elsewhere goes from the list; what is on its way stays")
  func vanished() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    _ = try await stage.account.createReplicas([stage.wish(2)], by: stage.requester)
    _ = stage.stage.answer(
      WireRequest(
        method: "DELETE", host: "h",
        target: "/v3/\(HuaweiStage.projects["ap-southeast-1"] ?? "")/backups/\(HuaweiStage.backup(3))", headers: []))
    try await stage.account.refresh()
    #expect(try stage.catalog.backup(HuaweiStage.backup(3)) == nil)
    #expect(try stage.catalog.existingReplica(of: HuaweiStage.backup(2), in: "ap-southeast-3") != nil)
  }

  @Test("Deletion keeps the rules, and goes on in the cloud (S28)")
  func delete() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    let id = HuaweiStage.backup(3)
    let refused = try await stage.account.delete(DeletionRequest(kind: .backup, ids: [id]), by: stage.requester)
    #expect(refused.refused.map(\.code) == [.lastCopy])
    let done = try await stage.account.delete(
      DeletionRequest(kind: .backup, ids: [id], confirmed: [id]), by: stage.requester)
    #expect(done.done == [id])
    #expect(try stage.catalog.backup(id)?.status == .deleting)
    try await stage.account.poll()
    #expect(try stage.catalog.backup(id) == nil)
  }

  @Test("A dry run shows the exact request and sends nothing")
  func dryRun() async throws {
    let log = RequestLog()
    let stage = try AccountStage(dryRun: log)
    try await stage.account.refresh()
    await #expect(throws: HuaweiError.self) {
      try await stage.account.createReplicas([stage.wish(name: "web01-sg")], by: stage.requester)
    }
    #expect(stage.stage.replications == 0)
    let request = try #require(log.transcripts.first)
    #expect(request.url.hasSuffix("/backups/\(HuaweiStage.backup(1))/replicate"))
    #expect(request.body.contains(#""name":"web01-sg""#))
    #expect(request.headers["Authorization"]?.hasSuffix("Signature=•••") == true)
  }

  @Test("What the cloud does not offer is refused with its reason, never shown as nothing")
  func unavailable() async throws {
    let stage = try AccountStage()
    try await stage.account.refresh()
    #expect(try await stage.account.verify(HuaweiStage.backup(1), by: stage.requester).refused.count == 1)
    #expect(!stage.account.profile.reportsBytes)
    let plan = try await stage.account.plan([stage.wish()])
    #expect(plan.allowed.first?.traffic == 40 << 30 && plan.toTransfer == nil)
  }
}

extension Catalog {
  /// The replica of a backup in a region.
  func existingReplica(of backup: String, in region: String) throws -> Backup? {
    try read { try $0.existingReplica(of: backup, region: region) }
  }
}
