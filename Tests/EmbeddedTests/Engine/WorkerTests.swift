import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct WorkerTests {
  /// A stand-in for farshore that writes down how it was started.
  private func makeProgram(_ stage: EngineStage) throws -> (program: String, note: String) {
    let (program, note) = (stage.folder + "/worker", stage.folder + "/note")
    let script = """
      #!/bin/sh
      { echo "$@"; cut -d' ' -f6 /proc/$$/stat; echo $$; ls /proc/$$/fd | wc -l; } > \(note).tmp
      mv \(note).tmp \(note)
      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    return (program, note)
  }

  @Test("A worker is started in its own session without our descriptors, and not beside a living one")
  func spawns() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let (program, note) = try makeProgram(stage)
    let alive = try #require(try cloud.premises.claims.take(.worker, isExclusive: false))
    try EmbeddedCloud.spawnWorker(executable: "/nonexistent", home: stage.home, context: EngineStage.context)
    alive.release()
    #expect(throws: EngineError.workerNotStarted(executable: "/nonexistent", errno: ENOENT)) {
      try EmbeddedCloud.spawnWorker(executable: "/nonexistent", home: stage.home, context: EngineStage.context)
    }
    try EmbeddedCloud.spawnWorker(executable: program, home: stage.home, context: EngineStage.context)
    while !FileManager.default.fileExists(atPath: note) { try await Task.sleep(for: .milliseconds(20)) }
    let lines = try String(contentsOfFile: note, encoding: .utf8).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(lines.first == "agent --until-idle --context stage --home \(stage.home.path)")
    #expect(lines.count == 4)
    #expect(lines[1] == lines[2])
  }

  @Test("A worker that finds nothing to take ends; a task held elsewhere is left to its holder")
  func endsWhenIdle() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    await cloud.runUntilIdle()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let admission = try await cloud.createReplicas(
      [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
      by: cloud.requester)
    let id = try #require(admission.tasks.first?.id)
    let held = try #require(try cloud.premises.claims.take(id))
    await cloud.runUntilIdle()
    #expect(try cloud.catalog.task(id)?.status == .waiting)
    held.release()
    await cloud.runUntilIdle()
    #expect(try cloud.catalog.task(id)?.status == .success)
  }
}
