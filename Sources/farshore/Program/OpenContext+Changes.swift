import Catalog
import Replication

extension OpenContext {
  /// An element at once, then one whenever the catalog has changed.
  func changesNow() -> AsyncStream<Int> { catalog.changesNow() }
}

extension Catalog {
  /// An element at once, then one whenever the catalog has changed.
  func changesNow() -> AsyncStream<Int> {
    let changes = changes()
    return AsyncStream { feed in
      feed.yield(0)
      let work = Task {
        for await change in changes { feed.yield(change) }
        feed.finish()
      }
      feed.onTermination = { _ in work.cancel() }
    }
  }
}

extension Catalog {
  /// The tasks that run or wait, oldest first.
  func unfinishedTasks() throws -> [CloudTask] { try allTasks(statuses: [.waiting, .running]) }
}

extension TaskStatus {
  /// Whether a task of this status goes on by itself.
  var moves: Bool { self == .waiting || self == .running }
}
