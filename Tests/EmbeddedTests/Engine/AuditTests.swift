import Catalog
import Foundation
import GRDB
import Replication
import Testing

@testable import Embedded

/// Issue 5, point 11: what the regions' stores have witnessed cannot be changed unnoticed.
@Suite struct AuditTests {
  private func filled() async throws -> EngineStage {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let request = ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))
    let ended = try await cloud.finish(try await cloud.createReplicas([request], by: cloud.requester))
    let replica = try #require(ended.first?.target?.id)
    _ = try await cloud.delete(DeletionRequest(kind: .backup, ids: [replica]), by: cloud.requester)
    await cloud.letGo()
    return stage
  }

  private func tamper(_ stage: EngineStage, _ statement: String) throws {
    let path = stage.home.catalogPath(EngineStage.context)
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "DROP TRIGGER audit_kept; DROP TRIGGER audit_unchanged; " + statement)
    }
  }

  @Test("Every change leaves a line with who, what and where; the stores concerned witness the end")
  func witnessed() async throws {
    let stage = try await filled()
    let cloud = try stage.open()
    let lines = try cloud.catalog.audit(limit: 100)
    #expect(
      Set(lines.map(\.action)).isSuperset(of: [
        "begin-audit", "create-vault", "backup", "replication", "publish", "delete",
      ]))
    #expect(lines.first?.action == "delete" && lines.first?.requester == EngineStage.requester)
    let check = try await cloud.checkAudit()
    #expect(check.flaws.isEmpty && check.lines == Int64(lines.count) && check.unasked.isEmpty)
    #expect(check.witnesses == Array(EngineStage.regions[0...1]))
  }

  @Test("What was refused is audited, too: who wanted what, where, and all the rules against it")
  func refused() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let other = Operator(user: "eve", host: "console-2")
    let there = Destination(region: backup.region)
    _ = try await cloud.createReplicas([ReplicaRequest(backup: backup.id, destination: there)], by: other)
    _ = try await cloud.delete(DeletionRequest(kind: .backup, ids: [backup.id]), by: other)
    _ = try await cloud.delete(DeletionRequest(kind: .vault, ids: [backup.vault.id]), by: other)
    await #expect(throws: Refused.self) { try await cloud.steer("no-task", .cancel, by: other) }
    await #expect(throws: Refused.self) {
      try await cloud.createVault(
        VaultRequest(name: "a b", region: backup.region, type: .server, protection: .backup, capacity: 1 << 30),
        by: other)
    }
    await #expect(throws: Refused.self) { try await cloud.createPolicy(PolicyRequest(name: "x"), by: other) }
    _ = try await cloud.drill(DrillRequest(source: "none"), by: other)
    await cloud.letGo()
    let lines = try cloud.catalog.audit(limit: 100).filter { $0.requester == other }.reversed()
    #expect(lines.allSatisfy { $0.outcome == "refused" })
    #expect(
      lines.map(\.action) == ["replication", "delete", "delete", "cancel", "create-vault", "create-policy", "drill"])
    let codes = lines.map { $0.facts["codes"] ?? "" }
    #expect(codes[0].contains("same-region") && codes[1] == "last-copy" && codes[2] == "vault-not-empty")
    #expect(codes[4] == "name-characters" && codes[5].contains("schedule") && codes[5].contains("time-zone"))
    #expect(lines.map(\.subject).prefix(4) == [backup.id, backup.id, backup.vault.id, "no-task"])
    #expect(try await cloud.checkAudit().flaws.isEmpty)
  }

  @Test("Where no line can be written nothing is done; a refusal is heard all the same")
  func unwritable() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let kept = try await cloud.makeBackup(stage, mebibytes: 1)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    await cloud.letGo()
    let audit = try DatabaseQueue(path: stage.home.catalogPath(EngineStage.context))
    try await audit.writeWithoutTransaction {
      try $0.execute(
        sql: "CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no line for you'); END")
    }
    let request = ReplicaRequest(backup: kept.id, destination: Destination(region: EngineStage.regions[1]))
    await #expect(throws: (any Error).self) { try await cloud.createReplicas([request], by: cloud.requester) }
    #expect(try cloud.catalog.backup(kept.id) == kept)
    #expect(try cloud.catalog.allTasks(statuses: TaskStatus.allCases).allSatisfy { $0.type == .backup })
    let deletion = DeletionRequest(kind: .backup, ids: [kept.id], confirmed: [kept.name])
    let asked = DeletionRequest(kind: .backup, ids: [kept.id])
    #expect(try await cloud.delete(asked, by: cloud.requester).refused.map(\.code) == [.lastCopy])
    await #expect(throws: (any Error).self) { try await cloud.delete(deletion, by: cloud.requester) }
    #expect(try cloud.catalog.backup(kept.id) == kept)
    await cloud.letGo()
  }

  @Test("A deletion that was cut off, before or after its record was gone, says who asked, and that it was finished")
  func cutOff() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    var kept: [Backup] = []
    for name in ["web-01", "web-02"] { kept.append(try await cloud.makeBackup(stage, name: name, mebibytes: 1)) }
    await cloud.letGo()
    let audit = try DatabaseQueue(path: stage.home.catalogPath(EngineStage.context))
    let store = try cloud.premises.stores.writable(kept[1].region)
    let record = try #require(try store.backup(kept[1].id))
    // The end cannot be written, which is as good as a crash.
    try await audit.writeWithoutTransaction {
      try $0.execute(
        sql: """
          CREATE TRIGGER no_end BEFORE INSERT ON audit WHEN new.outcome = 'done'
          BEGIN SELECT RAISE(ABORT, 'no end'); END
          """)
    }
    for backup in kept {
      await #expect(throws: (any Error).self) {
        try await cloud.delete(
          DeletionRequest(kind: .backup, ids: [backup.id], confirmed: [backup.name]), by: cloud.requester)
      }
      #expect(try cloud.catalog.backup(backup.id)?.status == .deleting)
    }
    // Of the second even the record is still there, as after a crash between the first two steps.
    try store.publish(record)
    await cloud.letGo()
    try await audit.writeWithoutTransaction { try $0.execute(sql: "DROP TRIGGER no_end") }
    let later = try stage.open()
    for backup in kept {
      #expect(try later.catalog.backup(backup.id) == nil)
      let lines = try later.catalog.audit(limit: 20).filter { $0.subject == backup.id && $0.action == "delete" }
      #expect(lines.map(\.outcome) == ["finished after a crash", "catalog-failed", "admitted"])
      #expect(lines.last?.requester == EngineStage.requester)
    }
    #expect(try await later.checkAudit().flaws.isEmpty)
  }

  @Test("An audit that is cut off, or forged whole, contradicts its witnesses")
  func forged() async throws {
    let stage = try await filled()
    try tamper(stage, "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    let cut = try await stage.open().checkAudit()
    #expect(cut.flaws.count == 1 && cut.witnesses == [EngineStage.regions[0]])
    guard case .headMissed(_, EngineStage.regions[1]) = cut.flaws.first else {
      Issue.record("\(cut.flaws)")
      return
    }
  }

  @Test("A head that was damaged in its store is named, and mended by a repair")
  func damagedHead() async throws {
    let stage = try await filled()
    let folder = stage.storePath(EngineStage.regions[0]) + "/audit"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains("/") }
    let path = "\(folder)/\(try #require(files.first))"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let cloud = try stage.open()
    guard case .headUnreadable(EngineStage.regions[0], _) = try await cloud.checkAudit().flaws.first else {
      Issue.record("not seen")
      return
    }
    _ = try await cloud.verifyStore(region: EngineStage.regions[0], repair: true) { _, _, _ in }
    #expect(try await cloud.checkAudit().flaws.isEmpty)
  }

  @Test("A lost catalog begins a new audit that says which one came before it")
  func lost() async throws {
    let stage = try await filled()
    let before = try #require(try await stage.open().checkAudit().head)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: stage.home.catalogPath(EngineStage.context) + suffix)
    }
    let check = try await stage.open().checkAudit()
    #expect(check.flaws.isEmpty && check.lines == 1 && check.head?.chain != before.chain)
    #expect(check.earlier.map(\.chain).allSatisfy { $0 == before.chain } && check.earlier.contains(before))
  }
}
