import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 10: whichever file call fails, the error is one and clear, nothing visible is damaged, and the task goes on.
@Suite struct FailingDiskTests {
  /// What is done while the disk fails.
  enum Work: String, CaseIterable {
    case create, receive, delete, collect, restore, repair
  }

  /// A source with two backups and a target with a replica of the first, to be copied for every failure.
  private struct Ground {
    let shop: Workshop
    let source: RegionStore
    let backups: [StoredBackup]
    let target: String

    init() throws {
      let shop = try Workshop(in: Quick.root)
      let source = try shop.store("a")
      let shared = Piece.noise(40_000, seed: 1)
      backups = try (0..<2).map { number in
        try shop.back(
          up: [shop.disk("d\(number)", [shared, .hole(4 << 20), .noise(30_000, seed: UInt64(number) + 2)])],
          into: source, as: "b\(number)")
      }
      (self.shop, self.source) = (shop, source)
      let store = try shop.store("r")
      try shop.replicate(backups[0], from: source, to: store)
      try shop.back(up: [shop.disk("extra", [.noise(20_000, seed: 9)])], into: store, as: "extra")
      target = store.path
    }
  }

  /// The longest pack of the store is damaged before a repair.
  private func prepare(_ work: Work, _ store: RegionStore, _ ground: Ground) throws {
    if work == .collect { try store.removeBackup("extra") }
    guard work == .repair else { return }
    let url = URL(fileURLWithPath: "\(store.path)/\(try ground.shop.longestPack(of: store))")
    var bytes = try Data(contentsOf: url)
    bytes[200] ^= 1
    try bytes.write(to: url)
  }

  private func perform(_ work: Work, _ store: RegionStore, _ ground: Ground, _ calls: any FileCalls) throws {
    switch work {
    case .create: try ground.shop.back(up: [ground.shop.input("d1")], into: store, as: "b1")
    case .receive: try ground.shop.replicate(ground.backups[1], from: ground.source, to: store)
    case .delete: try store.removeBackup("extra")
    case .collect: _ = try store.collect(dryRun: false)
    case .restore:
      let path = ground.shop.path(UUID().uuidString)
      do {
        _ = try store.restore(ground.backups[0].disks[0], to: path, observer: Quiet(), calls: calls)
      } catch {
        #expect(!FileManager.default.fileExists(atPath: path), "a partial file is left")
        throw error
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == ground.shop.bytes("d0"))
      try FileManager.default.removeItem(atPath: path)
    case .repair:
      let (_, left) = try store.repair(from: [ground.source], observer: Quiet()) { _ in }
      if !left.isEmpty { throw StoreError.damaged(object: store.path, chunk: nil, reason: "\(left)") }
    }
  }

  @Test("Point 10: each call of each piece of work fails in turn, once or as on a full disk", arguments: Work.allCases)
  func everyCall(_ work: Work) throws {
    let ground = try Ground()
    var total = 0
    do {
      let (store, calls) = try copy(ground, "count")
      try prepare(work, store, ground)
      calls.follow(nil)
      try perform(work, store, ground, calls)
      total = calls.made
    }
    #expect(total > 3)
    var (scripts, failures) = (0, 0)
    // All of the short pieces of work; of the long ones so many that the test stays one of seconds.
    for number in stride(from: 1, through: total, by: max(1, total / 40)) {
      if try fail(work, .once(number), ground) { failures += 1 }
      if try fail(work, .fullFrom(number), ground) { failures += 1 }
      scripts += 2
    }
    #expect(failures > scripts / 3, "\(work): only \(failures) of \(scripts) scripts met a call that matters")
  }

  private func copy(_ ground: Ground, _ name: String) throws -> (RegionStore, ScriptedCalls) {
    let path = ground.shop.path(name)
    try FileManager.default.copyItem(atPath: ground.target, toPath: path)
    let calls = ScriptedCalls()
    return (try RegionStore.open(at: path, home: "home", calls: calls), calls)
  }

  private func fail(_ work: Work, _ script: ScriptedCalls.Script, _ ground: Ground) throws -> Bool {
    let (store, calls) = try copy(ground, "\(script)")
    defer { try? FileManager.default.removeItem(atPath: store.path) }
    try prepare(work, store, ground)
    calls.follow(script)
    let moment = "\(work) \(script)"
    var hasFailed = false
    do {
      try perform(work, store, ground, calls)
    } catch let error as StoreError {
      hasFailed = true
      expectClear(error, script, moment)
    }
    calls.follow(nil)
    let again = try RegionStore.open(at: store.path, home: "home")
    #expect(again.isWritable, "\(moment)")
    if work != .repair { #expect(try again.verifyAll(observer: Quiet()) == [], "\(moment)") }
    let ids = try again.backups.ids()
    #expect(ids.contains("b0") && (ids.contains("extra") || work == .delete || work == .collect), "\(moment): \(ids)")
    do { try perform(work, again, ground, LinuxFileCalls()) } catch {
      Issue.record("\(moment): could not go on: \(error)")
    }
    #expect(try again.verifyAll(observer: Quiet()) == [], "\(moment), resumed")
    for (number, backup) in ground.backups.enumerated() where try again.backup("b\(number)") != nil {
      let bytes = try ground.shop.restored(backup.disks[0], from: again, as: "out")
      #expect(try bytes == ground.shop.bytes("d\(number)"), "\(moment)")
      try FileManager.default.removeItem(atPath: ground.shop.path("out"))
    }
    if work == .create || work == .receive { #expect(try again.backup("b1") != nil, "\(moment)") }
    return hasFailed
  }

  /// One error that says what happened: the full disk by name, a failing one with the kernel's reason.
  private func expectClear(_ error: StoreError, _ script: ScriptedCalls.Script, _ moment: String) {
    switch (error, script) {
    case (.noSpace, .fullFrom), (.io(_, _, EIO), .once): break
    // A repair that could not read its own store says what is left to heal.
    case (.damaged, .once): break
    default: Issue.record("\(moment) gave \(error)")
    }
    #expect(!error.explanation.message.isEmpty && !error.explanation.next.isEmpty)
  }
}
