import Foundation
import Replication
import Synchronization
import Testing

@testable import Embedded

@Suite struct QueueTests {
  /// Counts what is read.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add(_ number: Int) { count.withLock { $0 += number } }
  }

  private func task(_ id: Int, to region: String) -> CloudTask {
    CloudTask(
      id: "\(id)", type: .replication, status: .waiting, source: TaskEndpoint(id: "b", name: "", region: "a"),
      target: TaskEndpoint(id: "t\(id)", name: "", region: region), requestedBy: EngineStage.requester,
      createdAt: Date(timeIntervalSince1970: Double(id)))
  }

  /// A queue of these tasks, read two at a time; counts what is read.
  private func queue(_ tasks: [CloudTask], active: [CloudTask] = [], read: Counter = Counter()) -> TaskQueue {
    let lanes = Dictionary(grouping: tasks, by: \.link.fileName)
    return TaskQueue(lanes.keys.sorted(), active: active) { link, last in
      let rest = (lanes[link] ?? []).drop { task in
        last.map { (task.createdAt, task.id) <= ($0.createdAt, $0.id) } ?? false
      }
      read.add(min(2, rest.count))
      return Array(rest.prefix(2))
    }
  }

  @Test("Every link gets a mover before any gets a second; within a link the oldest comes first (point 6)")
  func fairness() throws {
    let waiting = (0..<6).map { task($0, to: "b") } + [task(6, to: "c"), task(7, to: "d")]
    var queue = queue(waiting)
    var order: [String] = []
    while let next = try queue.next() {
      queue.count(next)
      order.append(next.id)
    }
    #expect(order == ["0", "6", "7", "1", "2", "3", "4", "5"])
    var beside = self.queue(waiting, active: [task(9, to: "b")])
    #expect(try beside.next()?.id == "6")
  }

  @Test("A link with 5,000 tasks does not starve one with 3, and is not read further than it is served (point 6)")
  func longQueue() throws {
    let long = (0..<5_000).map { task($0, to: "b") }
    let short = (5_000..<5_003).map { task($0, to: "c") }
    let read = Counter()
    var queue = queue(long + short, read: read)
    var order: [String] = []
    for _ in 0..<100 {
      let next = try #require(try queue.next())
      queue.count(next)
      order.append(next.target?.region ?? "")
    }
    #expect(order.prefix(6).filter { $0 == "c" }.count == 3)
    #expect(read.value <= 104)
    // Where there is no room left, a link that has no mover gets one all the same, and only such a link.
    var full = self.queue(long + short, active: (6_000..<6_100).map { task($0, to: "b") })
    let spared = try #require(try full.next(onlyIdleLinks: true))
    #expect(spared.target?.region == "c")
    full.count(spared)
    #expect(try full.next(onlyIdleLinks: true) == nil)
  }

  @Test("The rate is smoothed, bytes add up over attempts, the bar never goes back")
  func meter() {
    var meter = TaskMeter(crossedBefore: 100)
    #expect(meter.read(at: 0) == nil)
    meter.note(TransferProgress(phase: .writing, logicalDone: 0, logicalTotal: 1_000, crossed: 0))
    _ = meter.read(at: 1_000_000_000)
    meter.note(TransferProgress(phase: .writing, logicalDone: 500, logicalTotal: 1_000, crossed: 40))
    let first = meter.read(at: 2_000_000_000)
    #expect(first?.rate == 500)
    #expect(first?.bytesTransferred == 140)
    meter.note(TransferProgress(phase: .verifying, logicalDone: 10, logicalTotal: 1_000, crossed: 40))
    let second = meter.read(at: 3_000_000_000)
    #expect(second?.bytesDone == 500)
    #expect(second?.phase == .verifying)
    #expect((second?.rate ?? 0) > 400)
    #expect((second?.rate ?? 500) < 500)
  }

  @Test("Orders survive, and an unreadable one is said")
  func orders() throws {
    let stage = try EngineStage()
    let orders = WorkOrders(folder: stage.folder)
    #expect(try orders.load("none") == nil)
    try orders.put(WorkOrder(allowOpen: true, output: "/x"), for: "one")
    #expect(try orders.load("one") == WorkOrder(allowOpen: true, output: "/x"))
    try Data("{".utf8).write(to: URL(fileURLWithPath: stage.folder + "/two.json"))
    #expect(throws: EngineError.orderLost(task: "two")) { try orders.load("two") }
    orders.remove("one")
    #expect(try orders.load("one") == nil)
  }

  @Test("A claim is one process's, and gone with its holder")
  func claims() throws {
    let stage = try EngineStage()
    let folder = ClaimFolder(path: stage.folder)
    let held = try #require(try folder.take("task"))
    #expect(held.isHeld)
    #expect(try folder.take("task") == nil)
    unlink(stage.folder + "/task")
    #expect(!held.isHeld)
    let other = try #require(try folder.take("task"))
    other.release(removing: true)
    #expect(!FileManager.default.fileExists(atPath: stage.folder + "/task"))
  }
}
