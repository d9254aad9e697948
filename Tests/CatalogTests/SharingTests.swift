import Catalog
import Foundation
import Replication
import Testing

/// Several processes, one catalog (design.md); each `Catalog` has connections of its own, as a process would.
@Suite struct SharingTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func twoWritersLoseNothing() async throws {
    let path = scratch.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          // Opened here, so that making the file is raced for as well.
          let catalog = try Catalog.open(at: path)
          for number in 0..<200 {
            try catalog.write(durable: number % 20 == 0) { transaction in
              let known = try transaction.vault("shared") ?? Samples.vault(3)
              var vault = known
              vault.id = "shared"
              vault.capacity = (known.id == "shared" ? known.capacity : 0) + 1
              try transaction.put(vault)
              try transaction.put(Samples.backup(writer * 1_000 + number))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let catalog = try scratch.open()
    #expect(try catalog.vault("shared")?.capacity == 400)
    #expect(try catalog.ids(Listing(.backups(nil)), .offset(0), 1).total == 400)
    #expect(try catalog.revision() == 400)
  }

  /// S24: of two that ask whether nobody runs and then admit, exactly one finds nobody.
  @Test func admissionIsOneTransaction() async throws {
    let (path, scratch) = (scratch.path, scratch)
    let winners = try await withThrowingTaskGroup(of: Int.self) { group in
      for process in 0..<2 {
        group.addTask {
          let catalog = try Catalog.open(at: path)
          var won = 0
          for round in 0..<50 {
            won += try catalog.write(durable: true) { transaction in
              let types: [TaskType] = [.replication]
              let source = "s\(round)"
              guard try transaction.taskInFlight(source: source, region: "ap-2", types: types) == nil else { return 0 }
              try transaction.put(
                CloudTask(
                  id: "\(process)-\(round)", type: .replication, status: .waiting,
                  source: TaskEndpoint(id: source, name: "", region: "ap-1"),
                  target: TaskEndpoint(id: "t", name: "", region: "ap-2"), requestedBy: Samples.someone,
                  createdAt: Samples.date(round)))
              return 1
            }
          }
          return won
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(winners == 50)
    #expect(try scratch.open().allTasks(statuses: [.waiting]).count == 50)
  }

  @Test func changesAreSeenByWhoeverListens() async throws {
    let (mine, other) = (try scratch.open(), try scratch.open())
    var changes = mine.changes().makeAsyncIterator()
    try other.write(durable: false) { try $0.put(Samples.backup(1)) }
    let first = await changes.next()
    #expect(first == 1)
    try mine.write(durable: false) { try $0.put(Samples.backup(2)) }
    #expect(await changes.next() == 2)
    try other.write(durable: false) { try $0.put(Samples.task(3)) }
    try other.write(durable: false) {
      try $0.setProgress(task: Samples.id(3), phase: .writing, bytesDone: 1, bytesTransferred: 0, rate: 1)
    }
    var seen = 0
    while seen < 4, let revision = await changes.next() { seen = revision }
    #expect(seen == 4)
    #expect(try mine.revision() == 4)
  }

  @Test func aTransactionThatFailsLeavesNothing() throws {
    let catalog = try scratch.open()
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try catalog.write(durable: true) {
        try $0.put(Samples.backup(1))
        throw Stop()
      }
    }
    #expect(try catalog.backup(Samples.id(1)) == nil)
    #expect(try catalog.revision() == 0)
    try catalog.write(durable: true) { _ in }
    #expect(try catalog.revision() == 0)
  }

  @Test func aReaderSeesOneMoment() throws {
    let (mine, other) = (try scratch.open(), try scratch.open())
    try mine.read { view in
      #expect(try view.backup(Samples.id(1)) == nil)
      try other.write(durable: false) { try $0.put(Samples.backup(1)) }
      #expect(try view.backup(Samples.id(1)) == nil)
    }
    #expect(try mine.backup(Samples.id(1)) != nil)
  }

  @Test func readersCannotWrite() throws {
    let catalog = try scratch.open()
    let error = #expect(throws: CatalogError.self) { try catalog.read { try $0.put(Samples.backup(1)) } }
    guard case .unwritable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
