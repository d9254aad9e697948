import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct DamageTests {
  @Test("Every flipped byte of every object is found, and the object is named")
  func flips() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let disk = try shop.disk("d", [.text(3000, seed: 1), .hole(4 << 20), .noise(200, seed: 2)])
    try shop.back(up: [disk], into: store)
    try store.putVault(
      Vault(
        id: "v", name: "v", type: .server, protection: .backup, region: "a", project: "p", capacity: 1,
        createdAt: Date(timeIntervalSinceReferenceDate: 0)))
    try store.appendLedger(LedgerEntry(backup: "b1", region: "c", date: Date(timeIntervalSinceReferenceDate: 0)))
    let names = try shop.files(of: store)
    for folder in ["packs/", "index/", "backups/", "vaults/", "ledger/", "region/", "owner/", "farshore-store"] {
      #expect(names.contains { $0.hasPrefix(folder) }, "\(folder)")
    }
    for name in names {
      let url = URL(fileURLWithPath: "\(store.path)/\(name)")
      let good = try Data(contentsOf: url)
      // An index page is 16 KiB of which a few entries are used: its hash covers all of it alike.
      let step = name.hasPrefix("index/") ? 61 : 7
      for offset in stride(from: 0, to: good.count, by: step) {
        var flipped = good
        flipped[offset] ^= 0x40
        try flipped.write(to: url)
        #expect(found(in: store.path, named: name), "\(name) at \(offset)")
      }
      try good.dropLast().write(to: url)
      #expect(found(in: store.path, named: name), "\(name) cut")
      try (good + [0]).write(to: url)
      #expect(found(in: store.path, named: name), "\(name) extended")
      try good.write(to: url)
    }
    #expect(try store.verifyAll(observer: Quiet()).isEmpty)
  }

  private func found(in path: String, named name: String) -> Bool {
    do {
      let problems = try RegionStore.open(at: path, home: "home").verifyAll(observer: Quiet())
      return problems.contains { $0.object == name }
    } catch let error as StoreError {
      // What cannot even be opened says so when it is opened.
      switch error {
      case .damaged(let object, _, _): return object == name
      case .newerVersion(let object, _, _): return object == path || object == name
      default: return false
      }
    } catch {
      return false
    }
  }

  @Test("A damaged chunk is named with its pack and backup, and never served")
  func damagedChunk() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(9 << 20, seed: 1)])], into: store)
    let pack = try shop.longestPack(of: store)
    let url = URL(fileURLWithPath: "\(store.path)/\(pack)")
    var bytes = try Data(contentsOf: url)
    bytes[70_000] ^= 1
    try bytes.write(to: url)
    let problems = try store.verifyAll(observer: Quiet())
    let chunk = try #require(problems.first?.chunk)
    #expect(problems.contains { $0.object == pack && $0.backup == "b1" && $0.chunk == chunk })
    #expect(try store.verify(backup.disks, observer: Quiet()).contains { $0.object == pack && $0.chunk == chunk })
    #expect(throws: StoreError.self) { try shop.restored(backup.disks[0], from: store, as: "out") }
    #expect(!FileManager.default.fileExists(atPath: shop.path("out")), "a partial file is removed")
    let target = try shop.store("b")
    let session = try target.beginSession("t")
    #expect(throws: StoreError.self) {
      try target.receive(backup.disks, from: store, session: session, observer: Quiet())
    }
    #expect(try target.contents().backups.isEmpty)
    #expect(try target.verifyAll(observer: Quiet()).isEmpty)
  }

  @Test("A missing pack is named with the backup that needs it")
  func missingPack() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.back(up: [shop.disk("d", [.noise(9 << 20, seed: 1)])], into: store)
    let pack = try shop.longestPack(of: store)
    try FileManager.default.removeItem(atPath: "\(store.path)/\(pack)")
    let problems = try RegionStore.open(at: store.path, home: "home").verifyAll(observer: Quiet())
    #expect(problems.contains { $0.backup == "b1" })
  }
}
