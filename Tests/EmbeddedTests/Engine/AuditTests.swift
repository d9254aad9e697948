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
