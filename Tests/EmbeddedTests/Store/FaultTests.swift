import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct FaultTests {
  @Test("A disk that is full, or fails, at any call gives one clear error; resuming after it ends well")
  func everyCall() throws {
    let shop = try Workshop()
    let source = try shop.store("a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(9 << 20, seed: 1)])], into: source)
    for (reason, expected) in [(ENOSPC, true), (EIO, false)] {
      let calls = FaultyCalls(reason: reason)
      var number = 1
      while true {
        let target = try shop.store("t\(reason)-\(number)", calls: calls)
        calls.fail(at: number)
        let error = attempt { try shop.replicate(backup, from: source, to: target) }
        let made = calls.made
        calls.fail(at: nil)
        guard let error else {
          // The very last calls merge indexes after the task has ended; their failure is nobody's.
          #expect(made <= number)
          break
        }
        if expected {
          #expect(error == .noSpace(path: target.path))
        } else if case .io = error {
        } else {
          Issue.record("call \(number) gave \(error)")
        }
        let healed = try RegionStore.open(at: target.path, home: "home")
        #expect(try healed.verifyAll(observer: Quiet()).isEmpty, "after call \(number)")
        try shop.replicate(backup, from: source, to: healed)
        #expect(try healed.contents().backups.count == 1)
        try FileManager.default.removeItem(atPath: target.path)
        number += 1
      }
      #expect(number > 10)
    }
  }

  private func attempt(_ body: () throws -> Void) -> StoreError? {
    do { try body() } catch { return error as? StoreError ?? .badName("\(error)") }
    return nil
  }

  @Test("A small file system that fills up gives the sentence for it, and room lets the task go on")
  func fullDisk() throws {
    guard geteuid() == 0 else { return }
    let shop = try Workshop()
    let small = shop.path("small")
    try FileManager.default.createDirectory(atPath: small, withIntermediateDirectories: true)
    guard mount("tmpfs", small, "tmpfs", 0, "size=24m") == 0 else { return }
    defer { umount2(small, 2) }
    let source = try shop.store("a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(40 << 20, seed: 1)])], into: source)
    let target = try shop.store("small/b")
    let refusal = attempt { try shop.replicate(backup, from: source, to: target) }
    #expect(refusal == .noSpace(path: target.path))
    #expect(refusal?.explanation.code == "no-space")
    #expect(mount("tmpfs", small, "tmpfs", 32, "size=80m") == 0, "remounted with more room")
    let again = try RegionStore.open(at: target.path, home: "home")
    let observer = Quiet()
    try shop.replicate(backup, from: source, to: again, observer: observer)
    #expect(observer.crossed < 40 << 20, "what was stored before is not moved again")
    #expect(try shop.restored(backup.disks[0], from: again) == shop.bytes("d"))
  }

  @Test("A read-only file system is opened for reading and says so when written to")
  func readOnly() throws {
    guard geteuid() == 0 else { return }
    let shop = try Workshop()
    let place = shop.path("place")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    guard mount("tmpfs", place, "tmpfs", 0, "size=24m") == 0 else { return }
    defer { umount2(place, 2) }
    let store = try shop.store("place/a")
    let backup = try shop.back(up: [shop.disk("d", [.noise(5000, seed: 1)])], into: store)
    #expect(mount("tmpfs", place, "tmpfs", 33, "") == 0, "remounted read-only")
    let reopened = try RegionStore.open(at: store.path, home: "home")
    #expect(!reopened.isWritable)
    #expect(attempt { _ = try reopened.beginSession("t") } == .readOnly(path: store.path))
    #expect(try shop.restored(backup.disks[0], from: reopened) == shop.bytes("d"))
  }
}
