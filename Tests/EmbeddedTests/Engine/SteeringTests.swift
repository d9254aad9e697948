import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct SteeringTests {
  /// A replication that stands still in the middle of its first chunk, because its link lets one byte a second pass.
  private func stalled(transfers: Int? = nil) async throws -> (EngineStage, EmbeddedCloud, Backup, CloudTask) {
    let stage = try EngineStage()
    try ContextFiles(home: stage.home).update(EngineStage.context) { $0.settings.transfers = transfers }
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 5)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    try stage.setRate(1)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: cloud.requester)
    let task = try #require(admission.tasks.first)
    cloud.startMoving()
    return (stage, cloud, backup, try await cloud.wait(for: task.id) { $0.status == .running })
  }

  @Test("A paused task keeps target and lock, and goes on after resume (S28, S29)")
  func pauseAndResume() async throws {
    let (stage, cloud, backup, task) = try await stalled()
    let paused = try await cloud.steer(task.id, .pause, by: cloud.requester)
    #expect(paused.status == .paused)
    #expect(try cloud.catalog.backup(backup.id)?.locked == true)
    #expect(try cloud.catalog.backup(task.target?.id ?? "")?.status == .protecting)
    try stage.setRate(nil)
    await cloud.crew.idle()
    let resumed = try await cloud.steer(task.id, .resume, by: cloud.requester)
    // The answer says what is by now, not what was on the way to it.
    #expect([.running, .success].contains(resumed.status))
    let ended = try await cloud.waitForEnd(of: [task.id])
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    await cloud.letGo()
  }

  @Test("Cancelling, also from another engine, removes target, lock and reservation at once; retry makes the same")
  func cancelAndRetry() async throws {
    let (stage, cloud, backup, task) = try await stalled()
    let other = try stage.open()
    let cancelled = try await other.steer(task.id, .cancel, by: cloud.requester)
    #expect(cancelled.status == .cancelled)
    #expect(try cloud.catalog.backup(backup.id)?.locked == false)
    #expect(try cloud.catalog.backup(task.target?.id ?? "") == nil)
    #expect(try cloud.catalog.vault(task.target?.vault ?? "")?.reserved == 0)
    await #expect(throws: Refused.self) { try await other.steer(task.id, .pause, by: cloud.requester) }
    try stage.setRate(nil)
    let again = try await other.steer(task.id, .retry, by: cloud.requester)
    #expect(again.retries == 1)
    #expect(again.target?.id == task.target?.id)
    let ended = try await cloud.waitForEnd(of: [task.id])
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    #expect(try cloud.catalog.backup(task.target?.id ?? "")?.status == .available)
    await cloud.letGo()
  }

  @Test("A retry that was refused can be tried once more: it still knows what it is to make")
  func refusedRetry() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let vault = try await cloud.makeVault("disks", region, .backup, capacity: 1 << 20, type: .disk)
    let path = try stage.makeDisk("d.img", bytes: 1 << 20, seed: 1)
    let disk = try cloud.addDisk(name: "d", region: region, project: nil, usage: .data, path: path)
    let request = BackupRequest(type: .disk, resource: disk.id, vault: vault.id)
    let admission = try await cloud.createBackup(request, by: cloud.requester)
    let task = try #require(admission.tasks.first?.id)
    _ = try await cloud.steer(task, .cancel, by: cloud.requester)
    let other = try await cloud.createBackup(request, by: cloud.requester)
    // The only room is taken; refused twice for that, and for nothing else.
    for _ in 0..<2 {
      let refused = await #expect(throws: Refused.self) {
        try await cloud.steer(task, .retry, by: cloud.requester)
      }
      #expect(refused?.refusals.map(\.code) == [.vaultCapacity])
    }
    _ = try await cloud.steer(try #require(other.tasks.first?.id), .cancel, by: cloud.requester)
    #expect(try await cloud.steer(task, .retry, by: cloud.requester).status == .waiting)
  }

  @Test("Cancelling after the mover's death leaves no session, no intent and no row; nothing damaged stays (point 14)")
  func cancelAfterDeath() async throws {
    let (stage, cloud, backup, task) = try await stalled()
    await cloud.letGo()
    let store = try cloud.premises.stores.writable(EngineStage.regions[1])
    #expect(try store.sessions.read(task.id) != nil)
    let later = try stage.open()
    #expect(try await later.steer(task.id, .cancel, by: cloud.requester).status == .cancelled)
    #expect(try store.sessions.read(task.id) == nil)
    #expect(try later.catalog.backup(task.target?.id ?? "") == nil)
    #expect(try later.catalog.backup(backup.id)?.locked == false)
    #expect(try store.verifyAll(observer: FindingObserver(region: "")).isEmpty)
  }

  @Test("Full links keep no other waiting, and as many tasks move at once as the context says (point 6)")
  func manyAtOnce() async throws {
    let (stage, cloud, backup, task) = try await stalled(transfers: 6)
    defer { withExtendedLifetime(stage) {} }
    let source = try cloud.premises.stores.writable(backup.region)
    let stored = try #require(try source.backup(backup.id))
    for number in 0..<9 {
      var copy = stored
      copy.backup.id = "copy-\(number)"
      try source.publish(copy)
      try cloud.catalog.write(durable: false) { try $0.put(copy.backup) }
    }
    let admission = try await cloud.createReplicas(
      (0..<9).map { ReplicaRequest(backup: "copy-\($0)", destination: Destination(region: EngineStage.regions[1])) },
      by: cloud.requester)
    _ = try await cloud.makeVault("other", EngineStage.regions[2], .replication)
    let other = try await cloud.createReplicas(
      [ReplicaRequest(backup: "copy-0", destination: Destination(region: EngineStage.regions[2]))],
      by: cloud.requester)
    _ = try await cloud.wait(for: try #require(other.tasks.first?.id)) { $0.status == .running }
    _ = try await cloud.wait(for: try #require(admission.tasks.dropFirst(4).first?.id)) { $0.status == .running }
    let moving = cloud.crew.moving
    #expect(moving.count == 7 && moving.isSuperset(of: [task.id]))
    await cloud.letGo()
    #expect(cloud.crew.moving.isEmpty)
  }

  @Test("Letting go puts the task back into the queue; another engine ends it (S29)")
  func handOver() async throws {
    let (stage, cloud, _, task) = try await stalled()
    await cloud.letGo()
    #expect(try cloud.catalog.task(task.id)?.status == .waiting)
    #expect(try cloud.hasUnfinishedTasks())
    try stage.setRate(nil)
    let worker = try stage.open()
    await worker.runUntilIdle()
    #expect(try cloud.catalog.task(task.id)?.status == .success)
    #expect(try !cloud.hasUnfinishedTasks())
  }

  @Test("A task whose mover died is interrupted at the next start, and taken up again (S29)")
  func deadMover() async throws {
    let (stage, cloud, _, task) = try await stalled()
    await cloud.letGo()
    try stage.setRate(nil)
    try cloud.catalog.write(durable: true) { transaction in
      var row = try #require(try transaction.task(task.id))
      row.status = .running
      try transaction.put(row)
    }
    let held = try #require(try cloud.premises.claims.take(task.id))
    let early = try stage.open()
    #expect(try early.catalog.task(task.id)?.status == .running)
    held.release()
    let later = try stage.open()
    #expect(try later.catalog.task(task.id)?.status == .interrupted)
    await later.runUntilIdle()
    #expect(try later.catalog.task(task.id)?.status == .success)
  }

  @Test("A copy killed with SIGKILL in the middle ends at the next start with equal bytes (S29)")
  func killed() async throws {
    let stage = try EngineStage()
    let folder = stage.folder
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 24)
    await cloud.letGo()
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: cloud.requester)
    let id = try #require(admission.tasks.first?.id)
    try stage.setRate(12 << 20)
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String, id = id as String] in
      let victim = try EmbeddedCloud.open(home: Home(folder: folder + "/home"), context: EngineStage.context)
      victim.startMoving()
      _ = try await victim.wait(for: id) { $0.status == .running && ($0.bytesTransferred ?? 0) > 0 }
      kill(getpid(), SIGKILL)
    }
    try stage.setRate(nil)
    let row = try #require(try cloud.catalog.task(id))
    #expect(row.status == .running)
    let later = try stage.open()
    #expect(try later.catalog.task(id)?.status == .interrupted)
    let ended = try await later.finish(admission)
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    #expect((ended.first?.bytesTransferred ?? 0) <= backup.size + 64 * EngineStage.mebi)
    let store = try later.premises.stores.readable(EngineStage.regions[1])
    #expect(try store.verifyAll(observer: FindingObserver(region: "")).isEmpty)
    await later.letGo()
  }

  @Test("A disk that takes no more bytes interrupts with its error; the operator resumes, nothing is damaged (S29)")
  func fullDisk() async throws {
    let stage = try EngineStage()
    let folder = stage.folder
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 12)
    await cloud.letGo()
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: cloud.requester)
    let id = try #require(admission.tasks.first?.id)
    await #expect(processExitsWith: .success) { [folder = folder as String, id = id as String] in
      // A limit on the size of files fails writes the way a full disk does, without needing a disk of one's own.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 3 << 20, rlim_max: 3 << 20)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let victim = try EmbeddedCloud.open(home: Home(folder: folder + "/home"), context: EngineStage.context)
      victim.startMoving()
      let ended = try await victim.waitForEnd(of: [id])
      #expect(ended.map(\.status) == [.interrupted])
      await victim.letGo()
    }
    let later = try stage.open()
    let row = try #require(try later.catalog.task(id))
    #expect(row.status == .interrupted && row.error != nil)
    #expect(try !later.hasUnfinishedTasks())
    #expect(try later.catalog.backup(backup.id)?.locked == true)
    await later.runUntilIdle()
    #expect(try later.catalog.task(id)?.status == .interrupted)
    _ = try await later.steer(id, .resume, by: later.requester)
    #expect(try await later.finish(admission).map(\.status) == [.success])
    let store = try later.premises.stores.readable(EngineStage.regions[1])
    #expect(try store.verifyAll(observer: FindingObserver(region: "")).isEmpty)
    await later.letGo()
  }

  @Test("A vanished or changed disk fails its backup in words, and takes the target row away (S29, point 8)")
  func failedBackup() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let vault = try await cloud.makeVault("src", region, .backup)
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let server = try cloud.addServer(
      name: "srv", region: region, project: nil, kind: .ecs, disks: [(.system, path)])
    let admission = try await cloud.createBackup(
      BackupRequest(type: .server, resource: server.id, vault: vault.id), by: cloud.requester)
    try FileManager.default.removeItem(atPath: path)
    let ended = try await cloud.finish(admission)
    #expect(ended.map(\.status) == [.failed])
    #expect(ended.first?.error?.contains(path) == true)
    #expect(try cloud.catalog.vault(vault.id)?.backupCount == 0)
    await #expect(throws: StoreError.vanished(path: path)) {
      try await cloud.createBackup(
        BackupRequest(type: .server, resource: server.id, vault: vault.id), by: cloud.requester)
    }
    try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let again = try await cloud.steer(try #require(ended.first?.id), .retry, by: cloud.requester)
    #expect(try await cloud.waitForEnd(of: [again.id]).map(\.status) == [.success])
    await cloud.letGo()
  }

  @Test("A store that goes away interrupts with its error; only the operator resumes (S29)")
  func storeGoesAway() async throws {
    let (stage, cloud, _, task) = try await stalled()
    await cloud.letGo()
    try stage.setRate(nil)
    let (store, aside) = (stage.storePath(EngineStage.regions[1]), stage.folder + "/aside")
    try FileManager.default.moveItem(atPath: store, toPath: aside)
    cloud.startMoving()
    let stopped = try await cloud.waitForEnd(of: [task.id])
    #expect(stopped.map(\.status) == [.interrupted])
    #expect(stopped.first?.error?.contains(store) == true)
    #expect(try !cloud.hasUnfinishedTasks())
    try FileManager.default.moveItem(atPath: aside, toPath: store)
    _ = try await cloud.steer(task.id, .resume, by: cloud.requester)
    #expect(try await cloud.waitForEnd(of: [task.id]).map(\.status) == [.success])
    await cloud.letGo()
  }
}
