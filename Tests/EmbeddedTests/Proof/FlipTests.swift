import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 9: no flipped byte goes unseen, and none is served.
@Suite struct FlipTests {
  /// Any record: its seal is what is tested.
  private struct Anything: Codable, Sendable {}

  private let shop: Workshop
  private let store: RegionStore
  private let backup: StoredBackup
  private let tree: StoredBackup

  init() throws {
    shop = try Workshop(in: Quick.root)
    store = try shop.store("a")
    let disks = [
      try shop.disk("d", [.text(3_000, seed: 1), .hole(4 << 20), .noise(30_000, seed: 2)]),
      try shop.disk("e", [.noise(9_000, seed: 3)]),
    ]
    backup = try shop.back(up: disks, into: store)
    try shop.folder("share/below")
    try shop.write(Piece.noise(20_000, seed: 5).bytes ?? Data(), to: "share/below/file")
    try FileManager.default.createSymbolicLink(atPath: shop.path("share/link"), withDestinationPath: "below/file")
    tree = try shop.back(upTree: "share", into: store)
    let start = Date(timeIntervalSinceReferenceDate: 0)
    try store.putVault(
      Vault(
        id: "v", name: "v", type: .server, protection: .backup, region: "a", project: "p", capacity: 1,
        createdAt: start))
    try store.appendLedger(LedgerEntry(backup: "b1", region: "c", date: start))
    // A collection that had something to condemn leaves the record of an epoch; a paused session leaves its intent.
    try shop.back(up: [shop.disk("f", [.noise(5_000, seed: 4)])], into: store, as: "b2")
    try store.removeBackup("b2")
    _ = try store.collect(dryRun: false)
    try store.beginSession("paused").release()
  }

  /// The offsets of an object that are flipped: all of them, but one in 4 KiB of a pack's payload.
  private func offsets(_ name: String) throws -> [Int] {
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(store.path)/\(name)")))
    guard name.hasPrefix("packs/") else { return Array(bytes.indices) }
    let payload = bytes.withUnsafeBytes { Int($0.little(UInt64.self, at: 24)) }
    let end = ObjectHeader.length + payload
    let manifests = payload < 4_096 ? Array(ObjectHeader.length..<end) : []
    return Array(0..<ObjectHeader.length) + stride(from: ObjectHeader.length, to: end, by: 4_096) + manifests
      + Array(end..<bytes.count)
  }

  @Test("Point 9: every byte of headers, indexes, manifests and small objects, one in 4 KiB of packs, is found by name")
  func everyByte() throws {
    let calls = FlippingCalls()
    let objects = try DirectoryStore(path: store.path, calls: calls)
    let names = try shop.files(of: store)
    for folder in [
      "packs/", "index/", "backups/", "vaults/", "ledger/", "region/", "owner/", "epochs/", "sessions/",
      "farshore-store",
    ] { #expect(names.contains { $0.hasPrefix(folder) }, "\(folder)") }
    var flips = 0
    for name in names where !name.hasPrefix("tmp/") {
      for offset in try offsets(name) {
        calls.flip(name, at: offset)
        flips += 1
        if try !isFound(name, in: objects) { Issue.record("\(name) at \(offset) goes unseen") }
      }
      calls.flip("", at: 0)
      #expect(try !isFound(name, in: objects), "\(name) is whole")
    }
    #expect(flips > 20_000)
  }

  /// Whether reading an object as its readers do says that this object is damaged.
  private func isFound(_ name: String, in objects: DirectoryStore) throws -> Bool {
    do throws(StoreError) {
      try read(name, in: objects)
      return false
    } catch .damaged(let object, _, _) {
      return object == name
    } catch .newerVersion(let object, _, _) {
      return object == name
    }
  }

  private func read(_ name: String, in objects: DirectoryStore) throws(StoreError) {
    let parts = name.split(separator: "/").map(String.init)
    switch parts[0] {
    case StoreRoot.name:
      _ = try RecordShelf<StoreRoot>.decodeRoot(try objects.get(name, limit: Limits.record) ?? [])
    case "index":
      let file = try IndexFile.open(name, in: objects)
      let buffer = AlignedBuffer(capacity: IndexPage.length)
      for page in 0..<file.pages { _ = try file.page(page, in: objects, buffer: buffer) }
    case "packs":
      guard let id = ObjectID(hex: parts[2]), let size = try objects.size(of: name) else { return }
      let buffer = AlignedBuffer(capacity: Int(size) + 2 * AlignedBuffer.alignment)
      let bytes = try objects.read(name, at: 0, length: Int(size), into: buffer, fromDevice: true)
      try PackProof.check(bytes, id: id, content: (ChunkReader.buffer(), Decompressor()))
    default:
      _ = try RecordShelf<Anything>(folder: parts[0], objects: objects).read(parts[1])
    }
  }

  @Test("Point 9: whatever byte is flipped, store verify names the object, and nothing wrong is served")
  func verifiedAndNeverServed() throws {
    let expected = try backup.disks.map { try shop.bytes($0.name) }
    for name in try shop.files(of: store) where !name.hasPrefix("tmp/") {
      let offsets = try offsets(name)
      for offset in stride(from: 5, to: offsets.count, by: max(1, offsets.count / 24)).map({ offsets[$0] }) {
        let calls = FlippingCalls()
        calls.flip(name, at: offset)
        do {
          let flipped = try RegionStore.open(at: store.path, home: "home", calls: calls)
          let problems = try flipped.verifyAll(observer: Quiet())
          try expectNamed(name, offset, problems)
          for (disk, bytes) in zip(backup.disks, expected) { try expectServed(disk, bytes, flipped) }
          try expectServed(flipped)
        } catch let error as StoreError {
          #expect(name == StoreRoot.name, "\(name) at \(offset): \(error)")
        }
      }
    }
  }

  /// The object is named, and in a pack's payload the chunk that holds the byte and the backup that needs it.
  private func expectNamed(_ name: String, _ offset: Int, _ problems: [StoreProblem]) throws {
    #expect(problems.contains { $0.object == name }, "\(name) at \(offset): \(problems)")
    guard name.hasPrefix("packs/"), let id = ObjectID(hex: String(name.suffix(32))) else { return }
    let bytes = AlignedBuffer(capacity: PackLayout.largest)
    let pack = try Data(contentsOf: URL(fileURLWithPath: "\(store.path)/\(name)"))
    pack.withUnsafeBytes { bytes.bytes.put($0, at: 0) }
    let entries = try PackLayout.entries(bytes.prefix(pack.count), id: id)
    let hit = entries.filter { ($0.offset..<($0.offset + $0.storedLength)).contains(offset) }
    let backups: Set<String?> = ["b1", "t1"]
    let named = problems.filter { $0.object == name && backups.contains($0.backup) }.compactMap(\.chunk)
    if let entry = hit.first {
      #expect(named.contains(entry.id.description), "\(name) at \(offset): \(problems)")
    } else {
      // The whole pack is lost; what lies beneath a head that is lost with it nobody can reach to name.
      #expect(!named.isEmpty && Set(named).isSubset(of: entries.map(\.id.description)), "\(name) at \(offset)")
    }
  }

  /// A tree is given back as it was or not at all.
  private func expectServed(_ flipped: RegionStore) throws {
    guard let stored = tree.tree else { return }
    let name = UUID().uuidString
    do {
      _ = try flipped.restoreTree(stored, to: shop.path(name), observer: Quiet())
      #expect(try shop.picture(name) == shop.picture("share"))
      try FileManager.default.removeItem(atPath: shop.path(name))
    } catch let error as StoreError {
      let left = try FileManager.default.contentsOfDirectory(atPath: shop.folder).filter { $0.hasPrefix(name) }
      #expect(left == [], "\(error)")
    }
  }

  /// A disk is given back as it was or not at all.
  private func expectServed(_ disk: StoredDisk, _ bytes: Data, _ flipped: RegionStore) throws {
    let path = shop.path(UUID().uuidString)
    do {
      _ = try flipped.restore(disk, to: path, observer: Quiet())
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
      try FileManager.default.removeItem(atPath: path)
    } catch let error as StoreError {
      #expect(!FileManager.default.fileExists(atPath: path), "\(error)")
    }
  }
}
