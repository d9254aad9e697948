import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct DeletionTests {
  @Test("Locks, targets in flight, vaults in use and last copies are refused; the rest is deleted (S28)")
  func backups() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    let vault = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    await cloud.letGo()
    let request = ReplicaRequest(backup: backup.id, destination: Destination(region: vault.region))
    let admission = try await cloud.createReplicas([request], by: cloud.requester)
    let target = try #require(admission.tasks.first?.target?.id)

    let locked = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [backup.id, target, "no-such"], confirmed: [backup.name]),
      by: cloud.requester)
    #expect(locked.done.isEmpty)
    #expect(Set(locked.refused.map(\.code)).isSuperset(of: [.sourceLocked, .targetInFlight, .unknownID]))
    let held = try await cloud.delete(DeletionRequest(kind: .vault, ids: [vault.id]), by: cloud.requester)
    #expect(Set(held.refused.map(\.code)).contains(.sourceLocked))

    try await cloud.finish(admission)
    let first = try await cloud.delete(DeletionRequest(kind: .backup, ids: [target]), by: cloud.requester)
    #expect(first.done == [target])
    #expect(try cloud.catalog.backup(backup.id)?.replicas.isEmpty == true)
    // S20: allowed again once the replica is deleted.
    let again = try await cloud.createReplicas([request], by: cloud.requester)
    #expect(try await cloud.finish(again).map(\.status) == [.success])
    let replica = try #require(again.tasks.first?.target?.id)

    let both = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [backup.id, replica]), by: cloud.requester)
    #expect(both.done == [backup.id])
    #expect(both.refused.map(\.code) == [.lastCopy])
    let full = try await cloud.delete(DeletionRequest(kind: .vault, ids: [vault.id]), by: cloud.requester)
    #expect(full.refused.map(\.code) == [.vaultNotEmpty])
    let last = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [replica], confirmed: [backup.name]), by: cloud.requester)
    #expect(last.done == [replica])
    let empty = try await cloud.delete(DeletionRequest(kind: .vault, ids: [vault.id]), by: cloud.requester)
    #expect(empty.done == [vault.id])
    #expect(try cloud.premises.stores.readable(vault.region).contents().backups.isEmpty)
    #expect(try cloud.premises.stores.readable(vault.region).contents().vaults.isEmpty)
    await cloud.letGo()
  }

  @Test("A bulk deletion of snapshots skips locked rows and reports both (S36, S37)")
  func snapshots() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    var ids: [String] = []
    for index in 0..<2 {
      let path = try stage.makeDisk("\(index).img", bytes: 8_192, seed: UInt64(index))
      let disk = try cloud.addDisk(
        name: "disk-\(index)", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
      let made = try await cloud.finish(
        try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
      ids.append(try #require(made.first?.target?.id))
    }
    await cloud.letGo()
    let request = SnapshotCopyRequest(snapshot: ids[0], region: EngineStage.regions[1])
    let copy = try await cloud.copySnapshots([request], by: cloud.requester)
    #expect(try await cloud.copySnapshots([request], by: cloud.requester).refused.map(\.code) == [.copyInProgress])
    let bulk = try await cloud.delete(
      DeletionRequest(kind: .snapshot, ids: ids, confirmed: ids), by: cloud.requester)
    #expect(bulk.done == [ids[1]])
    #expect(bulk.refused.map(\.code) == [.sourceLocked])
    try await cloud.finish(copy)
    let later = try await cloud.delete(DeletionRequest(kind: .snapshot, ids: [ids[0]]), by: cloud.requester)
    #expect(later.done == [ids[0]])
    let target = try #require(copy.tasks.first?.target?.id)
    let last = try await cloud.delete(DeletionRequest(kind: .snapshot, ids: [target]), by: cloud.requester)
    #expect(last.refused.map(\.code) == [.lastCopy])
    await cloud.letGo()
  }

  @Test("Deleting frees what nobody else names")
  func collects() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 8)
    await cloud.letGo()
    let store = try cloud.premises.stores.readable(backup.region)
    _ = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [backup.id], confirmed: [backup.name]), by: cloud.requester)
    #expect(try store.collect(dryRun: true).bytes == 0)
    let left = try FileManager.default.subpathsOfDirectory(atPath: store.path).filter { $0.contains("pack") }
      .reduce(0) { sum, path in
        let size = try FileManager.default.attributesOfItem(atPath: "\(store.path)/\(path)")[.size] as? Int
        return sum + (size ?? 0)
      }
    #expect(left < 4 << 20)
  }
}
