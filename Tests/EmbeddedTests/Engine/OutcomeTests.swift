import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct OutcomeTests {
  private static let cases: [(any Error, TaskType, String)] = [
    (StoreError.noSpace(path: "/s"), .replication, "interrupted"),
    (StoreError.noSpace(path: "/s"), .image, "interrupted"),
    (StoreError.io(operation: "write", path: "/s", errno: EIO), .backup, "interrupted"),
    (StoreError.io(operation: "open", path: "/s", errno: ENOENT), .copy, "interrupted"),
    (StoreError.io(operation: "open", path: "/out", errno: EACCES), .image, "failed"),
    (StoreError.readOnly(path: "/s"), .snapshot, "interrupted"),
    (StoreError.unreadable(path: "/d", errno: EIO), .backup, "interrupted"),
    (StoreError.unreadable(path: "/d", errno: EACCES), .backup, "failed"),
    (StoreError.vanished(path: "/d"), .backup, "failed"),
    (StoreError.diskChanged(path: "/d"), .backup, "failed"),
    (StoreError.damaged(object: "packs/x", chunk: nil, reason: "r"), .replication, "failed"),
    (StoreError.sessionBusy("t"), .replication, "setBack"),
    (EngineError.standstill(from: "a", to: "b", seconds: 120, attempts: 6), .replication, "interrupted"),
    (EngineError.storeUnreachable(region: "r", reason: "x"), .replication, "interrupted"),
    (EngineError.io(operation: "create", path: "/out", errno: ENOTDIR), .image, "failed"),
    (EngineError.io(operation: "create", path: "/out", errno: ENOSPC), .image, "interrupted"),
    (EngineError.sourceGone(id: "b", region: "r"), .replication, "failed"),
    (TransferStopped.paused, .replication, "stopped"),
  ]

  @Test("Full and failing disks interrupt, what cannot succeed fails (S29)", arguments: cases.indices)
  func classified(index: Int) {
    let (error, type, expected) = Self.cases[index]
    #expect("\(MoverOutcome(error, type: type))".hasPrefix(expected), "\(error)")
  }

  @Test("Every error of the engine has a code and a sentence")
  func words() {
    let errors: [EngineError] = [
      .storeUnreachable(region: "r", reason: "x."), .storeNotWritable(region: "r", reason: "x."),
      .sourceGone(id: "b", region: "r"),
      .damaged(subject: "b", problems: 2, first: "x."), .notYet(feature: "A tree"), .orderLost(task: "t"),
      .diskChoice(server: "s"), .notAbsolute(path: "x"), .io(operation: "open", path: "/x", errno: 2),
      .workerNotStarted(executable: "/x", errno: 2),
      .deletionIncomplete(done: ["a"], failed: "b", reason: Explanation(code: "store-io", message: "m")),
    ]
    for error in errors {
      #expect(error.explanation.code != "engine")
      #expect(error.explanation.message.hasSuffix("."))
    }
  }
}
