import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct RegistrationTests {
  @Test("A server's disks are named after it; names and ids are unique (S1, S38)")
  func names() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let region = EngineStage.regions[0]
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    let server = try cloud.addServer(
      name: "web", region: region, project: nil, kind: .ecs, disks: [(.system, path), (.data, path), (.data, path)])
    #expect(server.disks.map(\.name) == ["web-system", "web-data-1", "web-data-2"])
    #expect(
      refused { _ = try cloud.addServer(name: "web", region: region, project: nil, kind: .ecs, disks: [(.data, path)]) }
        .contains(.nameTaken))
    #expect(
      refused {
        _ = try cloud.addDisk(name: "web-system", region: region, project: nil, usage: .data, path: path)
      } == [.nameTaken])
    #expect(
      refused { _ = try cloud.addDisk(name: "a b", region: "no", project: nil, usage: .data, path: path) }
        == [.unknownID, .nameCharacters])
    #expect(
      refused { try cloud.addRegion(Region(id: region, name: ""), store: "/nonexistent", quota: nil) }
        == [.nameTaken])
    #expect(
      refused { try cloud.addRegion(Region(id: "No!", name: ""), store: "/nonexistent", quota: nil) }
        == [.nameCharacters])
    #expect(refused { _ = try cloud.addProject(name: region, region: region, isDefault: false) } == [.nameTaken])
    #expect(throws: EngineError.diskChoice(server: "two")) {
      try cloud.addServer(
        name: "two", region: region, project: nil, kind: .ecs, disks: [(.system, path), (.system, path)])
    }
    #expect(try cloud.servers().map(\.name) == ["web"])
    #expect(try cloud.disks().count == 3)
    #expect(refused { try cloud.removeDisk(server.disks[0].id) } == [.inUse])
    try cloud.removeServer(server.id)
    #expect(try cloud.disks().isEmpty)
  }

  @Test("The snapshot quota follows the disks registered in a region (S35)")
  func quota() throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let path = try stage.makeDisk("d.img", bytes: 8_192, seed: 1)
    #expect(try cloud.catalog.regions().first?.snapshotQuota == 64)
    _ = try cloud.addDisk(name: "one", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    #expect(try cloud.catalog.regions().first?.snapshotQuota == 128)
  }

  @Test("Disk files that cannot be backed up are refused in words (point 8)")
  func disks() throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let folder = stage.folder + "/disks"
    let image = folder + "/image.qcow2"
    try Data([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3]).write(to: URL(fileURLWithPath: image))
    let empty = folder + "/empty"
    try Data().write(to: URL(fileURLWithPath: empty))
    let fifo = folder + "/fifo"
    #expect(mkfifo(fifo, 0o600) == 0)
    let cases: [(String, StoreError)] = [
      (image, .looksLikeQcow2(path: image)), (empty, .emptyDisk(path: empty)), (fifo, .notADisk(path: fifo)),
      (folder, .notADisk(path: folder)), (folder + "/none", .vanished(path: folder + "/none")),
    ]
    for (path, error) in cases {
      #expect(throws: error) {
        try cloud.addDisk(name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
      }
    }
    #expect(StoreError.looksLikeQcow2(path: image).explanation.next.contains("qemu-img convert"))
    let raw = try cloud.addDisk(
      name: "d", region: EngineStage.regions[0], project: nil, usage: .data, path: image, forcedRaw: true)
    #expect(raw.forcedRaw)
    #expect(try cloud.disks().count == 1)
  }

  private func refused(_ body: () throws -> Void) -> [RefusalCode] {
    do {
      try body()
      return []
    } catch let error as Refused {
      return error.refusals.map(\.code)
    } catch {
      Issue.record(error)
      return []
    }
  }
}
