import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 10: whichever file call fails, the error is one and clear, nothing visible is damaged, and the task goes on.
@Suite struct FailingDiskTests {
  private typealias Work = FailingDiskGround.Work

  /// Whether every look fails in turn too, where there are hundreds (`Scripts/soak`).
  private static let isSoaking = ProcessInfo.processInfo.environment["FARSHORE_SOAK"] != nil

  @Test(
    "Point 10: each write, sync, rename, close and read of each piece of work fails in turn, once or as on a full disk",
    arguments: FailingDiskGround.Work.allCases)
  func everyCall(_ work: FailingDiskGround.Work) throws {
    let ground = try FailingDiskGround()
    let (store, calls) = try ground.copy("count", for: work)
    calls.follow(nil)
    try ground.perform(work, store, calls)
    let made = calls.made
    #expect(made.changes > 1)
    var unmet: [String] = []
    for number in 1...made.changes {
      if try !fail(work, .change(number), ground) { unmet.append("change \(number)") }
      if try !fail(work, .fullFrom(number), ground) { unmet.append("full from \(number)") }
    }
    // All looks of the short pieces of work; of those that look at everything so many that it stays one of seconds.
    let step = Self.isSoaking ? 1 : max(1, made.looks / 20)
    for number in stride(from: 1, through: made.looks, by: step) { _ = try fail(work, .look(number), ground) }
    // A change that may fail unseen is one that is only tidiness, such as the merging of small indexes at the end.
    // How many there are differs: threads take turns as they come, so a later run may make fewer changes than the counted.
    #expect(unmet.count * 3 <= made.changes, "\(work): \(unmet) of \(made) gave no error")
  }

  /// Does the work with one failure in it, and again without; tells whether the failure was reported.
  private func fail(_ work: Work, _ script: ScriptedCalls.Script, _ ground: FailingDiskGround) throws -> Bool {
    let moment = "\(work) \(script)"
    let (store, calls) = try ground.copy("failing", for: work)
    defer { try? FileManager.default.removeItem(atPath: store.path) }
    calls.follow(script)
    var hasFailed = false
    do {
      try ground.perform(work, store, calls)
    } catch let error as StoreError {
      hasFailed = true
      expectClear(error, script, moment)
    }
    calls.follow(nil)
    #expect(try ground.partialImages() == [], "\(moment)")
    let again = try RegionStore.open(at: store.path, home: ground.home(work))
    try expectSound(again, work, ground, moment)
    do { try ground.perform(work, again, LinuxFileCalls()) } catch {
      Issue.record("\(moment): could not go on: \(error)")
    }
    #expect(try again.verifyAll(observer: Quiet()) == [], "\(moment), resumed")
    try expectDone(again, work, ground, moment)
    return hasFailed
  }

  /// What was there before the failure is there still.
  private func expectSound(
    _ store: RegionStore, _ work: Work, _ ground: FailingDiskGround, _ moment: String
  ) throws {
    if work == .take { return }
    #expect(store.isWritable, "\(moment)")
    if work != .repair { #expect(try store.verifyAll(observer: Quiet()) == [], "\(moment)") }
    let ids = Set(try store.backups.all().values.map(\.backup.id))
    #expect(ids.isSuperset(of: ["b0", "t0"]), "\(moment): \(ids)")
    if work != .delete, work != .collect { #expect(ids.contains("extra"), "\(moment): \(ids)") }
  }

  /// The work, done again, is done wholly.
  private func expectDone(
    _ store: RegionStore, _ work: Work, _ ground: FailingDiskGround, _ moment: String
  ) throws {
    let ids = Set(try store.backups.all().values.map(\.backup.id))
    let made: [Work: String] = [.create: "b1", .receive: "b1", .createTree: "t1", .receiveTree: "t1"]
    if let id = made[work] { #expect(ids.contains(id), "\(moment)") }
    if work == .delete { #expect(!ids.contains("extra"), "\(moment)") }
    if work == .take { #expect(try store.isWritable && store.ownerHome() == "other", "\(moment)") }
    for (number, backup) in ground.backups.enumerated() where ids.contains("b\(number)") {
      let bytes = try ground.shop.restored(backup.disks[0], from: store, as: "out")
      #expect(try bytes == ground.shop.bytes("d\(number)"), "\(moment)")
      try FileManager.default.removeItem(atPath: ground.shop.path("out"))
    }
  }

  /// One error that says what happened: the full disk by name, a failing one with the kernel's reason.
  private func expectClear(_ error: StoreError, _ script: ScriptedCalls.Script, _ moment: String) {
    switch (error, script) {
    case (.noSpace, .fullFrom), (.io(_, _, EIO), .change), (.io(_, _, EIO), .look): break
    // A repair that could not read its own store says what is left to heal.
    case (.damaged, .look): break
    default: Issue.record("\(moment) gave \(error)")
    }
    #expect(!error.explanation.message.isEmpty && !error.explanation.next.isEmpty)
  }
}
