import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 12 for records of trees: they have version 2, so that a program that knows no trees frees nothing of them.
@Suite struct TreeVersionTests {
  /// A store with a disk's and a tree's backup.
  private func filled() throws -> (Workshop, RegionStore) {
    let shop = try Workshop(in: Quick.root)
    let store = try shop.store("a")
    try shop.back(up: [shop.disk("d", [.noise(9_000, seed: 1)])], into: store)
    try shop.folder("share/below")
    try shop.write(Piece.noise(700_000, seed: 2).bytes ?? Data(), to: "share/below/file")
    try shop.back(upTree: "share", into: store)
    return (shop, store)
  }

  private func record(_ store: RegionStore, _ id: String) throws -> (name: String, url: URL) {
    let place = "backups/\(id)"
    let last = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(store.path)/\(place)").max())
    return ("\(place)/\(last)", URL(fileURLWithPath: "\(store.path)/\(place)/\(last)"))
  }

  /// Seals the tree's record anew under another version, as the program of that version would have.
  private func reseal(_ store: RegionStore, as version: UInt16) throws {
    let (name, url) = try record(store, "t1")
    let body = Array(try Data(contentsOf: url).dropFirst(ObjectHeader.length).dropLast(ContentHash.length))
    try Data(SealedObject.bytes(.record, name: name, body: body, version: version)).write(to: url)
  }

  private func packs(_ store: RegionStore) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(store.path)/packs").sorted()
  }

  @Test("Point 12: a reader of version 1 reads a disk's record and refuses a tree's, which has version 2")
  func oldReader() throws {
    let (shop, store) = try filled()
    defer { withExtendedLifetime(shop) {} }
    for (id, version) in [("b1", UInt8(1)), ("t1", 2)] {
      #expect(try Data(contentsOf: record(store, id).url)[12...13] == Data([version, 0]))
    }
    let old = try StoreReader(store.path, version: 1)
    #expect(try old.extract(backup: "b1", disk: 0).size == 9_000)
    let refusal = #expect(throws: StoreReader.Wrong.self) { try old.extractTree(backup: "t1") }
    #expect(refusal?.sentence.contains("version 2") == true, "\(String(describing: refusal))")
  }

  @Test("Point 12: a record of a version that is not known is refused with a sentence; nothing is freed for its sake")
  func newerRecord() throws {
    let (shop, store) = try filled()
    try reseal(store, as: 3)
    let before = try packs(store)
    let written = try Data(contentsOf: record(store, "t1").url)
    let name = try record(store, "t1").name
    let refusal = #expect(throws: StoreError.self) { try store.backup("t1") }
    #expect(refusal == .newerVersion(path: name, found: 3, known: 2))
    #expect(refusal?.explanation.message.contains("version 3") == true)
    // Deleting the other backup must not lead a collection to free what the unread record names.
    try store.removeBackup("b1")
    for _ in 0..<2 { #expect(throws: StoreError.self) { try store.collect(dryRun: false) } }
    #expect(try packs(store) == before)
    #expect(try store.verifyAll(observer: Quiet()).contains { $0.backup == "t1" })
    _ = try store.repair(from: [], observer: Quiet()) { _ in }
    #expect(try Data(contentsOf: record(store, "t1").url) == written)
    try reseal(store, as: 2)
    #expect(try store.verifyAll(observer: Quiet()) == [])
    try expectTree(shop, store)
  }

  @Test("Point 12: a tree's record that was written with version 1 is read, kept by a collection and restored")
  func olderRecord() throws {
    let (shop, store) = try filled()
    try reseal(store, as: 1)
    try store.removeBackup("b1")
    for _ in 0..<2 { _ = try store.collect(dryRun: false) }
    #expect(try store.verifyAll(observer: Quiet()) == [])
    try expectTree(shop, store)
    // Written anew, it has the version of today.
    try store.publish(try #require(try store.backup("t1")))
    #expect(try Data(contentsOf: record(store, "t1").url)[12] == 2)
  }

  private func expectTree(_ shop: Workshop, _ store: RegionStore) throws {
    let tree = try #require(try store.backup("t1")?.tree)
    _ = try store.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == shop.picture("share"))
  }
}
