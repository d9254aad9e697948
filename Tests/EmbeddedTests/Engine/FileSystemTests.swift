import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct FileSystemTests {
  /// A registered folder of some files, links and folders.
  private func share(_ stage: EngineStage, _ cloud: EmbeddedCloud) throws -> FileSystem {
    let path = stage.folder + "/share"
    for index in 0..<60 {
      let folder = "\(path)/\(index % 5)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(repeating: UInt8(index), count: index * 1000).write(to: URL(fileURLWithPath: "\(folder)/\(index)"))
    }
    try Piece.noise(9 << 20, seed: 1).bytes?.write(to: URL(fileURLWithPath: path + "/large"))
    symlink("0/5", path + "/link")
    link(path + "/large", path + "/1/large-too")
    return try cloud.addFileSystem(name: "share", region: EngineStage.regions[0], project: nil, path: path)
  }

  private func backUp(_ cloud: EmbeddedCloud, _ system: FileSystem) async throws -> Backup {
    let vault = try await cloud.makeVault("turbo", system.region, .backup, type: .turbo)
    let ended = try await cloud.finish(
      try await cloud.createBackup(
        BackupRequest(type: .turbo, resource: system.id, vault: vault.id), by: cloud.requester))
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    return try #require(try cloud.catalog.backup(ended.first?.target?.id ?? ""))
  }

  private func picture(_ path: String) throws -> [String] {
    try Workshop.picture(of: path, withOwners: true)
  }

  @Test("S59: a file system made of a replica equals the original, which changed and whose store is gone")
  func journey() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let system = try share(stage, cloud)
    let original = try picture(system.path)
    let backup = try await backUp(cloud, system)
    let bytes = (0..<60).reduce(0) { $0 + $1 * 1000 } + 9 << 20
    #expect(backup.type == .turbo && backup.status == .available && backup.resource.kind == .turbo)
    #expect(backup.size == Int64(bytes), "S27: regular files, hard links once")
    #expect(try cloud.catalog.vault(backup.vault.id)?.used == Int64(bytes))

    let region = EngineStage.regions[1]
    _ = try await cloud.makeVault("turbo-dr", region, .replication, type: .turbo)
    let request = ReplicaRequest(backup: backup.id, destination: Destination(region: region))
    #expect((try await cloud.plan([request]).toTransfer ?? 0) > 9 << 20)
    let moved = try await cloud.finish(try await cloud.createReplicas([request], by: cloud.requester))
    #expect(moved.map(\.status) == [.success], "\(moved.compactMap(\.error))")
    let replica = try #require(moved.first?.target?.id)
    try Data().write(to: URL(fileURLWithPath: system.path + "/large"))
    await cloud.letGo()
    try FileManager.default.removeItem(atPath: stage.storePath(backup.region))

    let later = try stage.open()
    let verified = try await later.finish(try await later.verify(replica, by: later.requester))
    #expect(verified.map(\.status) == [.success], "\(verified.compactMap(\.error))")
    let path = stage.folder + "/restored"
    let made = try await later.finish(
      try await later.createFileSystem(
        FileSystemRequest(backup: replica, name: "restored", path: path), by: later.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    #expect(made.first?.type == .filesystem && made.first?.percent == 100)
    #expect(try picture(path) == original)
    let registered = try #require(try later.fileSystems().first { $0.name == "restored" })
    #expect(registered.id == made.first?.target?.id && registered.region == region && registered.path == path)
    #expect(registered.note == nil)
    await later.letGo()
  }

  @Test("A file system's name, folder and backup are checked before anything is made")
  func refusals() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let system = try share(stage, cloud)
    let backup = try await backUp(cloud, system)
    func ask(_ name: String, _ path: String, of id: String? = nil) async throws -> [RefusalCode] {
      try await cloud.createFileSystem(
        FileSystemRequest(backup: id ?? backup.id, name: name, path: path), by: cloud.requester
      ).refused.map(\.code)
    }
    let free = stage.folder + "/free"
    #expect(try await ask("share", free) == [.nameTaken])
    #expect(try await ask("a/b", free) == [.nameCharacters])
    #expect(try await ask("fine", free, of: "none") == [.unknownID])
    await #expect(throws: StoreError.targetExists(path: system.path)) { try await ask("fine", system.path) }
    await #expect(throws: EngineError.notAbsolute(path: "free")) { try await ask("fine", "free") }
    await #expect(throws: EngineError.isATree(name: backup.name)) {
      try await cloud.createImage(ImageRequest(backup: backup.id, output: free), by: cloud.requester)
    }
    let server = try await cloud.makeBackup(stage)
    await #expect(throws: EngineError.notATree(name: server.name)) { try await ask("fine", free, of: server.id) }
    #expect(throws: StoreError.notAFolder(path: stage.folder + "/disks/web-01-s.img")) {
      try cloud.addFileSystem(
        name: "file", region: system.region, project: nil, path: stage.folder + "/disks/web-01-s.img")
    }
    #expect(throws: Refused.self) {
      try cloud.addFileSystem(name: "share", region: system.region, project: nil, path: system.path)
    }
    #expect(!FileManager.default.fileExists(atPath: free))
    #expect(try cloud.removeFileSystem(system.id).name == "share")
    #expect(try cloud.fileSystems().isEmpty)
    await cloud.letGo()
  }

  @Test("An unfinished file system is removed with its task; one that only lacked its registration gets it")
  func leftovers() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await backUp(cloud, try share(stage, cloud))
    let path = stage.folder + "/restored"
    await cloud.letGo()
    let later = try stage.open()
    let admission = try await later.createFileSystem(
      FileSystemRequest(backup: backup.id, name: "restored", path: path), by: later.requester)
    let task = try #require(admission.tasks.first)
    let staging = RestorePlace.staging(path, task: task.id)
    try FileManager.default.createDirectory(atPath: staging + "/part", withIntermediateDirectories: true)
    _ = try await later.steer(task.id, .cancel, by: later.requester)
    #expect(!FileManager.default.fileExists(atPath: staging))

    let again = try await later.createFileSystem(
      FileSystemRequest(backup: backup.id, name: "restored", path: path), by: later.requester)
    let second = try #require(again.tasks.first)
    // As if the process had died between giving the folder its name and registering it.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    var order = try #require(try later.premises.orders.load(second.id))
    order.madeInode = RestorePlace.inode(path)
    try later.premises.orders.put(order, for: second.id)
    let ended = try await later.finish(again)
    #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
    #expect(try later.fileSystems().contains { $0.path == path })
    await later.letGo()
  }

  @Test("A rebuilt catalog knows backups of file systems, and the context file keeps what is registered")
  func rebuilt() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    var system = try share(stage, cloud)
    let backup = try await backUp(cloud, system)
    await cloud.letGo()
    for name in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: stage.home.catalogPath(EngineStage.context) + name)
    }
    let later = try stage.open()
    #expect(try later.catalog.backup(backup.id)?.size == backup.size)
    system.note = "Left out without --privileged: 1 device node (first: dev: null #1)."
    try later.premises.files.update(EngineStage.context) { [system] in $0.fileSystems = [system] }
    #expect(try later.fileSystems() == [system])
    await later.letGo()
  }
}
