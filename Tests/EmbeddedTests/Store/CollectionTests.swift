import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct CollectionTests {
  private func used(_ store: RegionStore, _ shop: Workshop) throws -> Int64 {
    try shop.files(of: store).filter { $0.hasPrefix("packs/") }.reduce(0) { sum, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(store.path)/\(name)")
      return sum + Int64(attributes[.size] as? Int ?? 0)
    }
  }

  @Test("Packs of one shelf fall evenly into the parts that a collection holds at once", arguments: [1, 2, 9, 41])
  func partsAreEven(count: Int) throws {
    var parts = [Int](repeating: 0, count: count)
    for _ in 0..<(1000 * count) { parts[try ObjectID.random(shelf: 7).part(of: count)] += 1 }
    #expect(parts.allSatisfy { (500...1500).contains($0) })
  }

  @Test("Deleting a backup frees what nobody else names, and only that", arguments: [nil, 1, 3])
  func freesExactly(packsAtOnce: Int?) throws {
    let bounds = packsAtOnce.map { CollectionBounds(packs: $0, names: $0) } ?? CollectionBounds()
    let shop = try Workshop()
    let store = try shop.store("a")
    let shared = Piece.noise(12 << 20, seed: 1)
    let first = try shop.back(up: [shop.disk("d1", [shared, .noise(8 << 20, seed: 2)])], into: store, as: "b1")
    let second = try shop.back(up: [shop.disk("d2", [.noise(8 << 20, seed: 3), shared])], into: store, as: "b2")
    _ = first
    #expect(try store.collect(dryRun: false, bounds: bounds).chunks == 0)
    try store.removeBackup("b1")
    let before = try used(store, shop)
    let plan = try store.collect(dryRun: true, bounds: bounds)
    #expect(try used(store, shop) == before)
    let done = try store.collect(dryRun: false, bounds: bounds)
    #expect(plan.chunks == 4 && done.chunks == 4, "two chunks, a page, a head")
    let freed = try before - used(store, shop)
    #expect(freed > 8 << 20 && freed < (8 << 20) + 32768)
    #expect(try shop.restored(second.disks[0], from: store) == shop.bytes("d2"))
    #expect(try store.verifyAll(observer: Quiet()).isEmpty)
    try store.removeBackup("b2")
    _ = try store.collect(dryRun: false, bounds: bounds)
    #expect(try used(store, shop) == 0)
  }

  @Test("What a running session wrote, or relies on, is not collected; what it stores anew counts")
  func besideSessions() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let other = try RegionStore.open(at: store.path, home: "home")
    let input = try shop.disk("d", [.noise(12 << 20, seed: 1)])
    try shop.back(up: [input], into: store, as: "old")
    let session = try other.beginSession("t")
    let disks = try other.ingest(
      [input, shop.disk("e", [.noise(5 << 20, seed: 9)])], session: session, observer: Quiet())
    try store.removeBackup("old")
    let during = try store.collect(dryRun: false)
    #expect(during.chunks == 0 && during.deferredBytes > 12 << 20)
    // A session that begins now must not rely on what is condemned.
    let later = try store.beginSession("t2")
    #expect(try !later.isIndexed(ContentHash.of(Array(shop.bytes("d").prefix(4 << 20)))))
    #expect(try later.isIndexed(ContentHash.of(Array(shop.bytes("e").prefix(4 << 20)))))
    let again = try store.ingest([input], session: later, observer: Quiet())
    try store.publish(StoredBackup(backup: Workshop.backup("new", size: 1), disks: again))
    try store.endSession(later)
    try other.publish(StoredBackup(backup: Workshop.backup("b", size: 1), disks: disks))
    try other.endSession(session)
    _ = try store.collect(dryRun: false)
    for disk in disks + again { #expect(try shop.restored(disk, from: store) == shop.bytes(disk.name)) }
    #expect(try store.verifyAll(observer: Quiet()).isEmpty)
  }

  @Test("A paused session keeps what it wrote; ended without publishing, that is garbage")
  func pausedSession() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let session = try store.beginSession("t")
    _ = try store.ingest([shop.disk("d", [.noise(9 << 20, seed: 1)])], session: session, observer: Quiet())
    session.release()
    let before = try used(store, shop)
    #expect(try store.collect(dryRun: false).chunks == 0)
    #expect(try used(store, shop) == before)
    try store.endSession(store.beginSession("t"))
    #expect(try store.collect(dryRun: false).chunks == 5)
    #expect(try used(store, shop) == 0)
  }

  @Test("Packs that neither index nor session knows, and half-written files, are swept")
  func orphans() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.back(up: [shop.disk("d", [.noise(9 << 20, seed: 1)])], into: store)
    for name in try shop.files(of: store) where name.hasPrefix("index/") || name.hasPrefix("backups/") {
      try FileManager.default.removeItem(atPath: "\(store.path)/\(name)")
    }
    try Data([1]).write(to: URL(fileURLWithPath: "\(store.path)/tmp/half"))
    let fresh = try RegionStore.open(at: store.path, home: "home")
    #expect(try fresh.collect(dryRun: false).bytes > 9 << 20)
    #expect(try shop.files(of: store).allSatisfy { !$0.hasPrefix("packs/") && !$0.hasPrefix("tmp/") })
  }

  @Test("Nothing is freed while a record cannot be read")
  func brokenRecord() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.back(up: [shop.disk("d", [.noise(5000, seed: 1)])], into: store)
    let name = try #require(try shop.files(of: store).first { $0.hasPrefix("backups/") })
    try Data([1]).write(to: URL(fileURLWithPath: "\(store.path)/\(name)"))
    #expect(throws: StoreError.self) { try store.collect(dryRun: false) }
    #expect(try used(store, shop) > 0)
  }

  @Test("Many small index objects are merged, and nothing is lost")
  func merged() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    for number in 0..<20 {
      try shop.back(up: [shop.disk("d\(number)", [.noise(3000, seed: UInt64(number))])], into: store, as: "b\(number)")
    }
    #expect(try shop.files(of: store).filter { $0.hasPrefix("index/") }.count < 10)
    let fresh = try RegionStore.open(at: store.path, home: "home")
    for stored in try fresh.contents().backups {
      #expect(try shop.restored(stored.disks[0], from: fresh) == shop.bytes(stored.disks[0].name))
    }
  }
}
