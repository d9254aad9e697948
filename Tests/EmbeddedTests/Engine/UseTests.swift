import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct UseTests {
  @Test("An image never overwrites and leaves nothing of a failed attempt (S58)")
  func images() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    let output = stage.folder + "/images"
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: output + "/system.raw"))
    var ids: Set<String> = []
    for _ in 0..<2 {
      let ended = try await cloud.finish(
        try await cloud.createImage(ImageRequest(backup: backup.id, output: output), by: cloud.requester))
      #expect(ended.map(\.status) == [.success])
      ids.insert(try #require(ended.first?.target?.id))
    }
    #expect(ids.count == 2)
    #expect(try String(contentsOfFile: output + "/system.raw", encoding: .utf8) == "mine")

    let blocked = output + "/system.raw/below"
    let failed = try await cloud.finish(
      try await cloud.createImage(ImageRequest(backup: backup.id, output: blocked), by: cloud.requester))
    #expect(failed.map(\.status) == [.failed])
    #expect(failed.first?.error?.contains("Not a directory") == true)
    #expect(try cloud.catalog.backup(backup.id)?.locked == false)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output).count == 3)
    await #expect(throws: EngineError.notAbsolute(path: "images")) {
      try await cloud.createImage(ImageRequest(backup: backup.id, output: "images"), by: cloud.requester)
    }
    await cloud.letGo()
  }

  @Test("A rebuilt catalog lists the images again")
  func imagesSurvive() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let made = try await cloud.finish(
      try await cloud.createImage(ImageRequest(backup: backup.id, output: stage.folder + "/out"), by: cloud.requester))
    await cloud.letGo()
    let id = try #require(made.first?.target?.id)
    let image = try #require(try cloud.catalog.image(id))
    for suffix in ["", "-wal", "-shm"] {
      unlink(stage.home.catalogPath(EngineStage.context) + suffix)
    }
    #expect(try stage.open().catalog.image(id) == image)
  }

  @Test("A folder of an image's name with anything in it but what an earlier attempt left is not written into")
  func imageFolder() throws {
    let stage = try EngineStage()
    let orders = WorkOrders(folder: stage.folder)
    let task = CloudTask(
      id: "t", type: .image, status: .running, target: TaskEndpoint(id: "i", name: "", region: ""),
      requestedBy: EngineStage.requester, createdAt: Date())
    #expect(ImageFolder(task: task, orders: orders) == nil)
    try orders.put(WorkOrder(output: stage.folder + "/out"), for: "t")
    let folder = try #require(ImageFolder(task: task, orders: orders))
    try folder.make()
    try Data().write(to: URL(fileURLWithPath: folder.path("data-1")))
    // A process that was killed while it wrote the domain leaves this.
    let halfWritten = folder.domain + ".0a1b2c3d.new"
    try Data().write(to: URL(fileURLWithPath: halfWritten))
    try folder.make()
    #expect(!FileManager.default.fileExists(atPath: halfWritten))
    try Data().write(to: URL(fileURLWithPath: halfWritten))
    let note = folder.folder + "/note"
    try Data().write(to: URL(fileURLWithPath: note))
    let refused = EngineError.io(operation: "create", path: folder.folder, errno: EEXIST)
    #expect(throws: refused) { try folder.make() }
    folder.removeParts()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder) == ["note"])
    unlink(note)
    folder.removeParts()
    #expect(!FileManager.default.fileExists(atPath: folder.folder))
    symlink(stage.folder, folder.folder)
    #expect(throws: refused) { try folder.make() }
  }

  @Test("Verification dates a sound copy and un-dates a damaged one, naming the object")
  func verification() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 2)
    let sound = try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    #expect(sound.map(\.status) == [.success])
    let date = try #require(try cloud.catalog.backup(backup.id)?.verifiedAt)
    #expect(date > (backup.verifiedAt ?? .distantPast))
    #expect(try cloud.premises.stores.readable(backup.region).backup(backup.id)?.backup.verifiedAt == date)
    #expect(try await cloud.verifyStore().isEmpty)

    let store = stage.storePath(backup.region)
    let packs = try FileManager.default.subpathsOfDirectory(atPath: store + "/packs").map { "\(store)/packs/\($0)" }
    let pack = try #require(packs.first { (try? stage.size($0)) ?? 0 > 1 << 20 })
    let handle = try #require(FileHandle(forUpdatingAtPath: pack))
    try handle.seek(toOffset: 500_000)
    try handle.write(contentsOf: Data(repeating: 0xee, count: 64))
    try handle.close()
    let damaged = try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    #expect(damaged.map(\.status) == [.failed])
    #expect(damaged.first?.error?.contains("damaged") == true)
    #expect(try cloud.catalog.backup(backup.id)?.verifiedAt == nil)
    #expect(try await cloud.verifyStore(region: backup.region).contains { $0.backup == backup.id })
    await cloud.letGo()
  }
}

extension EngineStage {
  func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}
