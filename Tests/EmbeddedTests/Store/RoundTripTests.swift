import Foundation
import Testing

@testable import Embedded

@Suite struct RoundTripTests {
  static let mebibyte = 1 << 20
  static let disks: [(String, [Piece])] = [
    ("one-byte", [.bytes([7])]),
    ("one-zero-byte", [.zeros(1)]),
    ("odd-tail", [.noise(4 * mebibyte + 4097, seed: 1)]),
    ("exact-chunk", [.text(4 * mebibyte, seed: 2)]),
    ("all-hole", [.hole(40 * mebibyte + 13)]),
    ("sparse", [.noise(mebibyte, seed: 3), .hole(30 * mebibyte), .text(5 * mebibyte, seed: 4), .hole(9 * mebibyte)]),
    ("twins", [.noise(4 * mebibyte, seed: 5), .noise(4 * mebibyte, seed: 5), .zeros(4 * mebibyte)]),
    ("many-pages", [.hole(1100 * mebibyte), .noise(100, seed: 6)]),
  ]

  @Test("S60: an image equals the disk as it was when backed up, byte for byte", arguments: disks)
  func roundTrip(name: String, pieces: [Piece]) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let input = try shop.disk(name, pieces)
    let original = try shop.bytes(name)
    let backup = try shop.back(up: [input], into: store)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: input.path))
    let reopened = try RegionStore.open(at: store.path, home: "home")
    #expect(try #require(try reopened.backup("b1")) == backup)
    #expect(try shop.restored(backup.disks[0], from: reopened) == original)
    #expect(try reopened.verifyAll(observer: Quiet()).isEmpty)
    #expect(try reopened.verify(backup.disks, observer: Quiet()).isEmpty)
  }

  @Test("S60: a server's disks come back from a replica after the source's store is gone")
  func replica() throws {
    let shop = try Workshop()
    let source = try shop.store("a")
    let target = try shop.store("b")
    let inputs = try [
      shop.disk("system", [.noise(9 << 20, seed: 1), .hole(20 << 20), .text(6 << 20, seed: 2)]),
      shop.disk("data", [.noise(4 << 20, seed: 1), .text(123_457, seed: 3)]),
    ]
    let backup = try shop.back(up: inputs, into: source)
    let missing = try target.missingBytes(backup.disks, from: source)
    let observer = Quiet()
    try shop.replicate(backup, from: source, to: target, observer: observer)
    #expect(observer.crossed == Int(missing) || observer.crossed < Int(missing))
    #expect(try target.missingBytes(backup.disks, from: source) == 0)
    try FileManager.default.removeItem(atPath: source.path)
    for (disk, name) in zip(backup.disks, ["system", "data"]) {
      #expect(try shop.restored(disk, from: target) == shop.bytes(name))
    }
    #expect(try target.verifyAll(observer: Quiet()).isEmpty)
  }

  @Test("S65: the next backup's replica moves the changed chunks only")
  func changedOnly() throws {
    let shop = try Workshop()
    let source = try shop.store("a")
    let target = try shop.store("b")
    try shop.replicate(
      shop.back(up: [shop.disk("d", [.noise(24 << 20, seed: 1)])], into: source), from: source, to: target)
    let later = try shop.back(
      up: [shop.disk("d", [.noise(24 << 20, seed: 1), .noise(0, seed: 0)]).changed(at: 9 << 20)], into: source, as: "b2"
    )
    let observer = Quiet()
    try shop.replicate(later, from: source, to: target, observer: observer)
    #expect(observer.crossed >= 4 << 20 && observer.crossed < (4 << 20) * 11 / 10)
    #expect(try shop.restored(later.disks[0], from: target) == shop.bytes("d"))
  }

  @Test("Bytes that are there already are stored once")
  func deduplicated() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let input = try shop.disk("d", [.noise(8 << 20, seed: 1)])
    try shop.back(up: [input], into: store)
    let before = try shop.files(of: store).filter { $0.hasPrefix("packs/") }
    try shop.back(up: [input], into: store, as: "b2")
    #expect(try shop.files(of: store).filter { $0.hasPrefix("packs/") } == before)
  }

  @Test("An image is never written over a file or through a link")
  func existingTarget() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(100, seed: 1)])], into: store)
    try FileManager.default.createSymbolicLink(atPath: shop.path("link"), withDestinationPath: shop.path("elsewhere"))
    for name in ["d", "link"] {
      #expect(throws: StoreError.targetExists(path: shop.path(name))) {
        try store.restore(backup.disks[0], to: shop.path(name), observer: Quiet())
      }
    }
    #expect(!FileManager.default.fileExists(atPath: shop.path("elsewhere")))
  }
}

extension DiskInput {
  /// The same disk after one byte of it was changed.
  func changed(at offset: UInt64) throws -> DiskInput {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seek(toOffset: offset)
    let old = try file.read(upToCount: 1) ?? Data()
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data([~(old.first ?? 0)]))
    return self
  }
}
