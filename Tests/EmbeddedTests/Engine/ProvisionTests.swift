import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Images, servers of images, disks of snapshots (S57, S58, S60).
@Suite struct ProvisionTests {
  /// A replica in the second region, the only thing left of a server whose disks changed since.
  private func replica(_ stage: EngineStage, _ cloud: EmbeddedCloud) async throws -> (Backup, [String]) {
    let backup = try await cloud.makeBackup(stage, mebibytes: 6)
    let disks = try cloud.servers().flatMap(\.disks).map(\.path)
    let hashes = try disks.map(stage.sha256)
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    let moved = try await cloud.finish(
      try await cloud.createReplicas(
        [ReplicaRequest(backup: backup.id, destination: Destination(region: EngineStage.regions[1]))],
        by: cloud.requester))
    for path in disks { try Data("changed".utf8).write(to: URL(fileURLWithPath: path)) }
    await cloud.letGo()
    try FileManager.default.removeItem(atPath: stage.storePath(backup.region))
    return (try #require(try cloud.catalog.backup(moved.first?.target?.id ?? "")), hashes)
  }

  private func image(_ cloud: EmbeddedCloud, of backup: Backup, _ stage: EngineStage) async throws -> Image {
    let made = try await cloud.finish(
      try await cloud.createImage(
        ImageRequest(backup: backup.id, output: stage.folder + "/images"), by: cloud.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    return try #require(try cloud.catalog.image(made.first?.target?.id ?? ""))
  }

  @Test("S58, S60: a replica makes an image, the image a server in its region whose disks equal the original's")
  func servers() async throws {
    let stage = try EngineStage()
    let (replica, hashes) = try await replica(stage, try stage.openWithRegions())
    let cloud = try stage.open()
    let image = try await image(cloud, of: replica, stage)
    #expect(try image.disks.map(\.path).map(stage.sha256) == hashes)
    let domain = try String(contentsOfFile: try #require(image.domain), encoding: .utf8)
    #expect(domain.contains("<name>web-01</name>") && domain.contains("<source file='\(image.disks[0].path)'/>"))

    // What somebody did to the image's files since does not get into a server.
    try Data("tampered".utf8).write(to: URL(fileURLWithPath: image.disks[0].path))
    let path = stage.folder + "/new server"
    let made = try await cloud.finish(
      try await cloud.createServer(
        ServerRequest(image: image.id, name: "web-dr", path: path), by: cloud.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    let server = try #require(try cloud.servers().first { $0.name == "web-dr" })
    #expect(server.id == made.first?.target?.id && server.region == replica.region && server.kind == .ecs)
    #expect(server.disks.map(\.name) == ["web-dr-system", "web-dr-data-1"])
    #expect(server.disks.map(\.path) == ["\(path)/system.raw", "\(path)/data-1.raw"])
    #expect(try server.disks.map(\.path).map(stage.sha256) == hashes)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["data-1.raw", "domain.xml", "system.raw"])
    #expect(try stage.leftovers(".farshore-").isEmpty)

    // The new server can be backed up like any other, and the image keeps its backup.
    let kept = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [replica.id], confirmed: [replica.name]), by: cloud.requester)
    #expect(kept.refused.map(\.code) == [.inUse])
    #expect(kept.refused.first?.message.contains(image.id) == true)
    let gone = try await cloud.delete(DeletionRequest(kind: .image, ids: [image.id, "none"]), by: cloud.requester)
    #expect(gone.done == [image.id] && gone.refused.map(\.code) == [.unknownID])
    #expect(!FileManager.default.fileExists(atPath: (image.disks[0].path as NSString).deletingLastPathComponent))
    let free = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [replica.id], confirmed: [replica.name]), by: cloud.requester)
    #expect(free.done == [replica.id])
    await cloud.letGo()
  }

  @Test("S58: without a folder a server stands beside its region's store; taken names and folders are refused")
  func refusals() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let image = try await image(cloud, of: backup, stage)
    let made = try await cloud.finish(
      try await cloud.createServer(ServerRequest(image: image.id, name: "twin"), by: cloud.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    let folder = stage.storePath(backup.region) + "-servers/twin"
    #expect(try cloud.servers().last?.disks.first?.path == folder + "/system.raw")

    let taken = try await cloud.createServer(
      ServerRequest(image: image.id, name: "twin", path: stage.folder + "/other"), by: cloud.requester)
    #expect(Set(taken.refused.map(\.code)) == [.nameTaken])
    let bad = try await cloud.createServer(ServerRequest(image: "none", name: "a b"), by: cloud.requester)
    #expect(bad.refused.map(\.code) == [.unknownID, .nameCharacters])
    await #expect(throws: StoreError.targetExists(path: folder)) {
      try await cloud.createServer(ServerRequest(image: image.id, name: "third", path: folder), by: cloud.requester)
    }
    // A link that leads nowhere is something that exists, too.
    symlink("/nowhere", stage.folder + "/link")
    await #expect(throws: StoreError.targetExists(path: stage.folder + "/link")) {
      try await cloud.createServer(
        ServerRequest(image: image.id, name: "third", path: stage.folder + "/link"), by: cloud.requester)
    }
    await cloud.letGo()
  }

  @Test("A folder that appears while a server is written stays as it is, and nothing of the server is left")
  func lateFolder() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let image = try await image(cloud, of: backup, stage)
    await cloud.letGo()
    let path = stage.folder + "/late"
    let admission = try await cloud.createServer(
      ServerRequest(image: image.id, name: "late", path: path), by: cloud.requester)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/system.raw"))
    let ended = try await cloud.finish(admission)
    #expect(ended.map(\.status) == [.failed])
    #expect(ended.first?.error?.contains("late") == true)
    #expect(try String(contentsOfFile: path + "/system.raw", encoding: .utf8) == "mine")
    #expect(try cloud.servers().allSatisfy { $0.name != "late" })
    #expect(try stage.leftovers(".farshore-").isEmpty)
    await cloud.letGo()
  }

  @Test("A disk made of a snapshot equals it, is registered where the snapshot is, and overwrites nothing")
  func disks() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = try stage.makeDisk("data.img", bytes: 5 << 20, seed: 5)
    let hash = try stage.sha256(path)
    let disk = try cloud.addDisk(
      name: "data", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let taken = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    let snapshot = try #require(taken.first?.target?.id)
    try Data("changed".utf8).write(to: URL(fileURLWithPath: path))
    let target = stage.folder + "/restored.img"
    let made = try await cloud.finish(
      try await cloud.createDisk(DiskRequest(snapshot: snapshot, name: "again", path: target), by: cloud.requester))
    #expect(made.map(\.status) == [.success], "\(made.compactMap(\.error))")
    #expect(try stage.sha256(target) == hash)
    let registered = try #require(try cloud.disks().first { $0.name == "again" })
    #expect(registered.id == made.first?.target?.id && registered.path == target && registered.usage == .data)
    await #expect(throws: StoreError.targetExists(path: target)) {
      try await cloud.createDisk(DiskRequest(snapshot: snapshot, name: "more", path: target), by: cloud.requester)
    }
    let refused = try await cloud.createDisk(
      DiskRequest(snapshot: snapshot, name: "again", path: stage.folder + "/x"), by: cloud.requester)
    #expect(refused.refused.map(\.code) == [.nameTaken])
    #expect(try stage.leftovers(".farshore-").isEmpty)
    await cloud.letGo()
  }

  @Test("An attempt that died after it gave the file its name only registers it; a retry asks for the same again")
  func died() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = try stage.makeDisk("data.img", bytes: 1 << 20, seed: 5)
    let disk = try cloud.addDisk(
      name: "data", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let taken = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    await cloud.letGo()
    let target = stage.folder + "/restored.img"
    let admission = try await cloud.createDisk(
      DiskRequest(snapshot: try #require(taken.first?.target?.id), name: "again", path: target), by: cloud.requester)
    let task = try #require(admission.tasks.first)
    try Data("complete".utf8).write(to: URL(fileURLWithPath: target))
    var order = try #require(try cloud.premises.orders.load(task.id))
    order.madeInode = RestorePlace.inode(target)
    try cloud.premises.orders.put(order, for: task.id)
    #expect(try await cloud.finish(admission).map(\.status) == [.success])
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "complete")
    #expect(try cloud.disks().contains { $0.name == "again" })
    await cloud.letGo()
  }

  @Test("A libvirt domain cannot be broken out of by a name or path")
  func domain() {
    let text = LibvirtDomain.text(
      name: "a'/><evil&\u{1}", id: "u", disks: [.init(path: "/x/'\"<>&\n.raw", format: .qcow2)])
    #expect(text.contains("<name>a&apos;/&gt;&lt;evil&amp;</name>"))
    #expect(text.contains("<source file='/x/&apos;&quot;&lt;&gt;&amp;&#10;.raw'/>"))
    #expect(text.contains("type='qcow2'"))
    #expect([0, 25, 26, 27, 701, 702].map(LibvirtDomain.target) == ["vda", "vdz", "vdaa", "vdab", "vdzz", "vdaaa"])
  }
}

extension EngineStage {
  /// Everything in the stage's folder, stores and home aside, whose name holds a text.
  func leftovers(_ text: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      !$0.hasPrefix("home/") && ($0 as NSString).lastPathComponent.contains(text)
    }
  }
}
