import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct ResumeTests {
  @Test("S25: a replication that was stopped goes on with what is missing", arguments: [1, 5, 11])
  func resumed(stopAfter: Int) throws {
    let shop = try Workshop()
    let source = try shop.store("a")
    let target = try shop.store("b")
    let backup = try shop.back(up: [shop.disk("d", [.noise(64 << 20, seed: 1)])], into: source)
    let first = Quiet(stopAfter: stopAfter)
    let session = try target.beginSession("t")
    #expect(throws: TransferStopped.paused) {
      try target.receive(backup.disks, from: source, session: session, observer: first)
    }
    session.release()
    let second = Quiet()
    let resumed = try target.beginSession("t")
    try target.receive(backup.disks, from: source, session: resumed, observer: second)
    try target.publish(backup)
    try target.endSession(resumed)
    // Nothing twice: the chunks, one page, one head.
    #expect(first.crossed + second.crossed <= (64 << 20) + 16384)
    #expect(try shop.restored(backup.disks[0], from: target) == shop.bytes("d"))
  }

  @Test("S25: packs that a killed process had named, but not yet put into the index, are taken in")
  func adopted() throws {
    let shop = try Workshop()
    let source = try shop.store("a")
    let target = try shop.store("b")
    let backup = try shop.back(up: [shop.disk("d", [.noise(40 << 20, seed: 1)])], into: source)
    let session = try target.beginSession("t")
    try target.receive(backup.disks, from: source, session: session, observer: Quiet())
    session.release()
    for name in try shop.files(of: target) where name.hasPrefix("index/") {
      try FileManager.default.removeItem(atPath: "\(target.path)/\(name)")
    }
    let damaged = "\(target.path)/\(try shop.longestPack(of: target))"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: damaged))
    bytes[1000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: damaged))
    let fresh = try RegionStore.open(at: target.path, home: "home")
    let second = Quiet()
    let resumed = try fresh.beginSession("t")
    try fresh.receive(backup.disks, from: source, session: resumed, observer: second)
    #expect(second.crossed <= 9 << 20, "only what the damaged pack held")
    try fresh.publish(backup)
    try fresh.endSession(resumed)
    #expect(try shop.restored(backup.disks[0], from: fresh) == shop.bytes("d"))
    #expect(try fresh.verifyAll(observer: Quiet()).isEmpty)
  }

  @Test("A session is one process's at a time")
  func busy() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let session = try store.beginSession("t")
    let other = try RegionStore.open(at: store.path, home: "home")
    #expect(throws: StoreError.sessionBusy("t")) { try other.beginSession("t") }
    session.release()
    _ = try other.beginSession("t")
  }

  @Test("Two writers fill one store at once")
  func twoWriters() async throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let inputs = try (0..<2).map { number in
      try shop.disk("d\(number)", [.noise(10 << 20, seed: 1), .noise(10 << 20, seed: UInt64(number) + 2)])
    }
    let path = store.path
    try await withThrowingTaskGroup(of: StoredBackup.self) { group in
      for (number, input) in inputs.enumerated() {
        group.addTask {
          let mine = try RegionStore.open(at: path, home: "home")
          let session = try mine.beginSession("t\(number)")
          let disks = try mine.ingest([input], session: session, observer: Quiet())
          let backup = StoredBackup(backup: Workshop.backup("b\(number)", size: 1), disks: disks)
          try mine.publish(backup)
          try mine.endSession(session)
          return backup
        }
      }
      for try await backup in group {
        let disk = backup.disks[0]
        #expect(try shop.restored(disk, from: RegionStore.open(at: path, home: "home")) == shop.bytes(disk.name))
      }
    }
    #expect(try store.verifyAll(observer: Quiet()).isEmpty)
  }
}
