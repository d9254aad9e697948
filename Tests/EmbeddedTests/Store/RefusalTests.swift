import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct RefusalTests {
  private func error(_ body: () throws -> Void) -> StoreError? {
    do { try body() } catch { return error as? StoreError }
    return nil
  }

  private func ingest(_ input: DiskInput, _ shop: Workshop, _ observer: Quiet = Quiet()) throws -> [StoredDisk] {
    let store = try shop.store(UUID().uuidString.lowercased())
    let session = try store.beginSession("t")
    return try store.ingest([input], session: session, observer: observer)
  }

  @Test("A qcow2 image is refused in words and taken as raw bytes when asked to")
  func qcow2() throws {
    let shop = try Workshop()
    let input = try shop.disk("q", [.bytes([0x51, 0x46, 0x49, 0xfb]), .noise(5000, seed: 1)])
    let refusal = error { _ = try ingest(input, shop) }
    #expect(refusal == .looksLikeQcow2(path: input.path))
    #expect(refusal?.explanation.next.contains("qemu-img convert -O raw") == true)
    #expect(try ingest(shop.input("q", forcedRaw: true), shop)[0].size == 5004)
  }

  @Test("What is no disk is refused by name")
  func noDisk() throws {
    let shop = try Workshop()
    let gone = shop.input("gone")
    #expect(error { _ = try ingest(gone, shop) } == .vanished(path: gone.path))
    let empty = try shop.disk("empty", [])
    #expect(error { _ = try ingest(empty, shop) } == .emptyDisk(path: empty.path))
    let folder = shop.input(".")
    #expect(error { _ = try ingest(folder, shop) } == .notADisk(path: folder.path))
    let character = DiskInput(name: "n", usage: .data, path: "/dev/null", forcedRaw: false, allowOpen: false)
    #expect(error { _ = try ingest(character, shop) } == .notADisk(path: "/dev/null"))
    mkfifo(shop.path("fifo"), 0o600)
    #expect(error { _ = try ingest(shop.input("fifo"), shop) } == .notADisk(path: shop.path("fifo")))
  }

  @Test("A disk that changes while it is read fails the backup", arguments: [true, false])
  func changed(inSize: Bool) throws {
    let shop = try Workshop()
    let input = try shop.disk("d", [.noise(20 << 20, seed: 1)])
    let observer = Quiet { count in
      guard count == 2 else { return }
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: input.path))
      defer { try? file.close() }
      if inSize { try file.seekToEnd() }
      try file.write(contentsOf: Data([1]))
      // The clock of file times ticks coarsely; the change is to be seen whatever the tick.
      var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
      futimens(file.fileDescriptor, &times)
    }
    #expect(error { _ = try ingest(input, shop, observer) } == .diskChanged(path: input.path))
  }

  @Test("A disk open for writing is refused, and noted when it is allowed")
  func openForWriting() throws {
    let shop = try Workshop()
    let input = try shop.disk("d", [.noise(5000, seed: 1)])
    let writer = try FileHandle(forUpdating: URL(fileURLWithPath: input.path))
    defer { try? writer.close() }
    #expect(error { _ = try ingest(input, shop) } == .diskBusy(path: input.path, reason: "open for writing"))
    #expect(try ingest(shop.input("d", allowOpen: true), shop)[0].openedLive)
  }

  @Test("A folder that is no store, a newer one, one of another home and a damaged one are told apart")
  func opening() throws {
    let shop = try Workshop()
    #expect(error { _ = try RegionStore.open(at: shop.path("none"), home: "h") } == .notAStore(path: shop.path("none")))
    #expect(error { _ = try RegionStore.open(at: shop.folder, home: "h") } == .notAStore(path: shop.folder))
    let store = try shop.store("a")
    #expect(error { _ = try shop.store("a") } == .notEmpty(path: store.path))
    let root = URL(fileURLWithPath: "\(store.path)/farshore-store")
    let good = try Data(contentsOf: root)
    var newer = good
    newer[12] = 2
    try newer.write(to: root)
    let refusal = error { _ = try RegionStore.open(at: store.path, home: "home") }
    #expect(refusal == .newerVersion(path: store.path, found: 2, known: 1))
    #expect(refusal?.explanation.kind == .unreachable)
    for offset in good.indices where offset != 12 && offset != 13 {
      var flipped = good
      flipped[offset] ^= 0x10
      try flipped.write(to: root)
      #expect(error { _ = try RegionStore.open(at: store.path, home: "home") } != nil, "byte \(offset)")
    }
  }

  @Test("A store of another home is read-only until it is taken")
  func ownership() throws {
    let shop = try Workshop()
    let store = try shop.store("a", home: "first")
    let backup = try shop.back(up: [shop.disk("d", [.noise(5000, seed: 1)])], into: store)
    let copy = shop.path("copy")
    try FileManager.default.copyItem(atPath: store.path, toPath: copy)
    let other = try RegionStore.open(at: copy, home: "second")
    #expect(!other.isWritable)
    #expect(error { _ = try other.beginSession("t") } == .ownedByAnother(path: copy, owner: "first"))
    #expect(error { try other.publish(backup) } == .ownedByAnother(path: copy, owner: "first"))
    #expect(try shop.restored(backup.disks[0], from: other) == shop.bytes("d"))
    try other.take(for: "second")
    #expect(other.isWritable)
    try other.publish(backup)
    #expect(try RegionStore.open(at: copy, home: "second").isWritable)
    #expect(try !RegionStore.open(at: copy, home: "first").isWritable)
  }

  @Test("Ids that would leave their folder are refused", arguments: ["..", "", "a/b", ".x", "a\u{0}", "é"])
  func names(id: String) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    #expect(error { _ = try store.backup(id) } == .badName(id))
    #expect(error { _ = try store.beginSession(id) } == .badName(id))
  }

  @Test("A link planted in place of a pack is refused")
  func plantedLink() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(5000, seed: 1)])], into: store)
    for pack in try shop.files(of: store).filter({ $0.hasPrefix("packs/") }) {
      let path = "\(store.path)/\(pack)"
      try FileManager.default.moveItem(atPath: path, toPath: shop.path("moved"))
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: shop.path("moved"))
      let fresh = try RegionStore.open(at: store.path, home: "home")
      let refusal = error { _ = try shop.restored(backup.disks[0], from: fresh) }
      #expect(refusal == .damaged(object: pack, chunk: nil, reason: "it is a link or no regular file"))
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: shop.path("moved"), toPath: path)
    }
  }
}
