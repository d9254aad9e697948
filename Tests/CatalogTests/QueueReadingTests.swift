import Catalog
import Replication
import Testing

/// The queue as an engine reads it: a few tasks of each link, whatever its length (point 6).
@Suite struct QueueReadingTests {
  private let scratch: Scratch
  private let catalog: Catalog

  init() throws {
    scratch = try Scratch()
    catalog = try scratch.open()
  }

  private func task(_ number: Int, to region: String, _ status: TaskStatus, error: String? = nil) -> CloudTask {
    CloudTask(
      id: "t\(number)", type: .replication, status: status, source: TaskEndpoint(id: "s", name: "", region: "a"),
      target: TaskEndpoint(id: "x\(number)", name: "", region: region), requestedBy: Samples.someone,
      createdAt: Samples.date(number), error: error)
  }

  @Test func linksAndTheirOldest() throws {
    try catalog.write(durable: false) { transaction in
      for number in 0..<40 { try transaction.put(task(number, to: number % 4 == 3 ? "c" : "b", .waiting)) }
      try transaction.put(task(90, to: "d", .interrupted))
      try transaction.put(task(91, to: "e", .interrupted, error: "The disk is full."))
      try transaction.put(task(92, to: "f", .running))
      try transaction.put(task(93, to: "g", .paused))
      var within = task(94, to: "a", .waiting)
      within.source = nil
      try transaction.put(within)
    }
    try catalog.read { transaction in
      #expect(try transaction.queuedLinks() == ["a_a", "a_b", "a_c", "a_d"])
      let first = try transaction.queued(on: "a_b", limit: 3)
      #expect(first.map(\.id) == ["t0", "t1", "t2"])
      #expect(try transaction.queued(on: "a_b", after: first.last, limit: 2).map(\.id) == ["t4", "t5"])
      #expect(try transaction.queued(on: "a_e", limit: 9).isEmpty)
      #expect(try transaction.queued(on: "a_a", limit: 9).map(\.id) == ["t94"])
      #expect(try transaction.statuses(of: ["t92", "t93", "none"]) == ["t92": .running, "t93": .paused])
      #expect(try transaction.hasUnfinishedTasks())
    }
  }

  @Test func whatNeedsAnOperatorIsNotUnfinished() throws {
    try catalog.write(durable: false) { transaction in
      try transaction.put(task(1, to: "b", .interrupted, error: "The disk is full."))
      try transaction.put(task(2, to: "b", .paused))
      try transaction.put(task(3, to: "b", .success))
    }
    #expect(try !catalog.hasUnfinishedTasks())
    try catalog.write(durable: false) { try $0.put(task(4, to: "b", .running)) }
    #expect(try catalog.hasUnfinishedTasks())
  }

  @Test func progressIsNotedForWhatRuns() throws {
    try catalog.write(durable: false) { transaction in
      try transaction.put(task(1, to: "b", .running))
      try transaction.put(task(2, to: "b", .paused))
      try transaction.setProgress(
        ["t1", "t2", "t3"].map {
          ProgressNote(task: $0, phase: .writing, bytesDone: 5, bytesTransferred: 4, rate: 3)
        })
    }
    #expect(try catalog.task("t1")?.bytesDone == 5)
    #expect(try catalog.task("t2")?.bytesDone == 0)
  }
}
