import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct FileSystemFidelityTests {
  /// A file system that was backed up, and the id of its replica in the second region.
  private func replica(of path: String, _ cloud: EmbeddedCloud) async throws -> String {
    let system = try cloud.addFileSystem(name: "share", region: EngineStage.regions[0], project: nil, path: path)
    let vault = try await cloud.makeVault("turbo", system.region, .backup, type: .turbo)
    let ended = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .turbo, resource: system.id, vault: vault.id), by: cloud.requester))
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    _ = try await cloud.makeVault("turbo-dr", EngineStage.regions[1], .replication, type: .turbo)
    let request = ReplicaRequest(
      backup: try #require(ended.first?.target?.id), destination: Destination(region: EngineStage.regions[1]))
    let moved = try await cloud.finish(try await cloud.createReplicas([request], by: cloud.requester))
    #expect(moved.map(\.status) == [.success], "\(moved.compactMap(\.error))")
    return try #require(moved.first?.target?.id)
  }

  private func make(_ name: String, of replica: String, at path: String, _ cloud: EmbeddedCloud, isPrivileged: Bool)
    async throws -> FileSystem
  {
    let made = try await cloud.finish(
      try await cloud.createFileSystem(
        FileSystemRequest(backup: replica, name: name, path: path, isPrivileged: isPrivileged), by: cloud.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    let system = try #require(try cloud.fileSystems().first { $0.name == name })
    #expect(made.first?.note == system.note)
    return system
  }

  /// What rsync would do to make the second folder like the first one.
  private func differences(_ one: String, _ other: String) throws -> String {
    let rsync = Process()
    rsync.executableURL = URL(fileURLWithPath: "/usr/bin/rsync")
    rsync.arguments = ["-aHAXni", "--checksum", "--delete", "--numeric-ids", "\(one)/", "\(other)/"]
    let pipe = Pipe()
    rsync.standardOutput = pipe
    rsync.standardError = pipe
    try rsync.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    rsync.waitUntilExit()
    return output + (rsync.terminationStatus == 0 ? "" : "rsync ended with \(rsync.terminationStatus)")
  }

  @Test(
    "16: with privileges rsync finds no difference between a brownfield tree and what its replica gives back",
    .enabled(if: Brownfield.isPossible, "only root can make and restore such a tree, and rsync compares it"))
  func privileged() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = stage.folder + "/share"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try Brownfield(path)
    let before = try Workshop.picture(of: path, withOwners: true)
    let replica = try await replica(of: path, cloud)
    // Where it is made must not lend it anything.
    let heir = stage.folder + "/inherits"
    try FileManager.default.copyItem(atPath: path + "/empty", toPath: heir)
    chmod(heir, 0o2777)
    let out = heir + "/out"
    let system = try await make("whole", of: replica, at: out, cloud, isPrivileged: true)
    #expect(system.note == nil && system.leftOut == nil)
    let found = try differences(path, out)
    #expect(found == "", "\(found)")
    let after = try Workshop.picture(of: out, withOwners: true)
    #expect(after == before, "\(Set(after).symmetricDifference(before).sorted())")
    var status = stat()
    #expect(stat(out + "/holes-at-both-ends", &status) == 0 && status.st_blocks * 512 < 7 << 20, "holes stay holes")
    #expect(stat(out + "/hollow", &status) == 0 && status.st_blocks == 0)
    await cloud.letGo()
  }

  @Test(
    "16: without privileges setuid, devices, owners and security attributes are left out and counted, nothing else",
    .enabled(if: Brownfield.isPossible, "only root can make such a tree, and rsync compares it"))
  func unprivileged() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = stage.folder + "/share"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let field = try Brownfield(path)
    let replica = try await replica(of: path, cloud)
    let out = stage.folder + "/out"
    let system = try await make("part", of: replica, at: out, cloud, isPrivileged: false)
    let left = try #require(system.leftOut)
    #expect(
      [.setuid: left.setuid, .device: left.devices, .owner: left.owners, .attribute: left.attributes]
        == Brownfield.lost)
    #expect(try #require(system.note).contains("3 device nodes"))
    // Only what it holds changes; the folders' own times stay comparable.
    var times: [String: timespec] = [:]
    for name in [".", "nodes"] {
      var status = stat()
      stat("\(path)/\(name)", &status)
      times[name] = status.st_mtim
    }
    try field.strip()
    for (name, time) in times { utimensat(AT_FDCWD, "\(path)/\(name)", [time, time], 0) }
    let found = try differences(path, out)
    #expect(found == "", "\(found)")
    let (one, other) = (
      try Workshop.picture(of: out, withOwners: true), try Workshop.picture(of: path, withOwners: true)
    )
    #expect(one == other, "\(Set(one).symmetricDifference(other).sorted())")
    #expect(try cloud.premises.contextFile().fileSystems.contains { $0.leftOut == left }, "the context keeps it")
    await cloud.letGo()
  }

  @Test("16: what changed while it was read stands in the task, the backup, the replica and a rebuilt catalog")
  func reported() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = stage.folder + "/share"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Piece.noise(40 << 20, seed: 4).bytes?.write(to: URL(fileURLWithPath: path + "/busy"))
    let toucher = Toucher(path + "/busy")
    let replica = try await replica(of: path, cloud)
    toucher.stop()
    let kept = try #require(try cloud.catalog.backup(replica))
    let original = try #require(try cloud.catalog.backup(kept.source?.id ?? ""))
    let report = try #require(original.report)
    #expect(report.changed == ReadingReport.Findings(count: 1, first: ["busy"]) && report.vanished.count == 0)
    #expect(kept.report == report)
    let task = try #require(try cloud.catalog.tasks(touching: original.id, limit: 9).first { $0.type == .backup })
    #expect(task.status == .success && task.note == report.sentence)
    await cloud.letGo()
    for name in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: stage.home.catalogPath(EngineStage.context) + name)
    }
    let later = try stage.open()
    #expect(try later.catalog.backup(original.id)?.report == report)
    #expect(try later.catalog.backup(replica)?.report == report)
    await later.letGo()
  }
}
