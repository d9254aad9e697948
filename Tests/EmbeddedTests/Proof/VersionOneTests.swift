import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 12: a store written long ago is read for ever.
@Suite struct VersionOneTests {
  @Test("Point 12: a store of format version 1, kept as it was written, opens elsewhere and gives back its disk")
  func kept() async throws {
    let stage = try EngineStage()
    let path = stage.folder + "/old"
    for object in VersionOneStore.objects {
      let url = URL(fileURLWithPath: "\(path)/\(object.name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      let bytes = try #require(Data(base64Encoded: object.base64))
      try (bytes + Data(count: object.length - bytes.count)).write(to: url)
    }
    let cloud = try stage.open()
    let region = try await cloud.importStore(path: path, take: true, by: cloud.requester)
    #expect(region.id == "west" && region.unreachable == nil)
    let findings = try await cloud.verifyStore()
    #expect(findings == [])
    let store = try cloud.premises.stores.readable("west")
    let stored = try #require(try store.backups.all().values.first)
    let row = try #require(try cloud.catalog.backup(stored.backup.id))
    #expect(row.name == "second" && row.source?.region == "east" && row.vault.name == "w" && row.verifiedAt != nil)
    let disk = try #require(stored.disks.first)
    let out = stage.folder + "/out"
    #expect(try store.restore(disk, to: out, observer: Quiet()) == disk.sha256)
    let expected = Data(String(repeating: "Farshore ", count: 1_000).utf8)
    #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == expected)
  }
}
