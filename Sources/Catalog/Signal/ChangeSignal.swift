import Dispatch
import Foundation
import GRDB
import Synchronization

/// Tells listeners of new revisions: of own commits at once, of other processes' by a look at `data_version` after
/// something was written to the journal.
///
/// The look goes through a connection of its own, because a connection's `data_version` changes only with the commits
/// of others. While nobody listens nothing is looked at, and the connection is opened with the first look.
final class ChangeSignal: Sendable {
  private struct State {
    var listeners: [Int: AsyncStream<Int>.Continuation] = [:]
    var nextListener = 0
    var announced = 0
    /// How long each listener lets pass between two looks; the most eager one decides.
    var intervals: [Int: Duration] = [:]
    /// Ends the watching thread when it is told to.
    var watch: JournalWatch?
  }

  private let state = Mutex(State())
  private let connect: @Sendable () throws -> DatabaseQueue
  private let journal: String?
  private let checkpoints: Checkpoints?

  /// - Parameter journal: The file that every commit is written to; without it the catalog is asked once an interval.
  init(journal: String? = nil, checkpoints: Checkpoints? = nil, connect: @escaping @Sendable () throws -> DatabaseQueue)
  {
    self.connect = connect
    self.journal = journal
    self.checkpoints = checkpoints
  }

  deinit { state.withLock { $0.watch?.end() } }

  func listen(every interval: Duration = .seconds(1)) -> AsyncStream<Int> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.nextListener += 1
      state.intervals[state.nextListener] = interval
      state.listeners[state.nextListener] = continuation
      if state.watch == nil { state.watch = watch() }
      return state.nextListener
    }
    continuation.onTermination = { [weak self] _ in self?.leave(number) }
    return stream
  }

  /// Revisions not newer than the last announced one are old news.
  ///
  /// Listeners are told outside the lock: one that is being cancelled holds its stream's lock while it waits for ours.
  func announce(_ revision: Int) {
    let listeners = state.withLock { state -> [AsyncStream<Int>.Continuation] in
      guard revision > state.announced else { return [] }
      state.announced = revision
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield(revision) }
  }

  private func leave(_ number: Int) {
    let (left, watch) = state.withLock { state in
      let left = state.listeners.removeValue(forKey: number)
      state.intervals[number] = nil
      guard state.listeners.isEmpty else { return (left, nil as JournalWatch?) }
      defer { state.watch = nil }
      return (left, state.watch)
    }
    // Both go only here, outside the lock.
    watch?.end()
    _ = left
  }

  /// Seconds between two looks.
  private var interval: Double {
    let interval = state.withLock { $0.intervals.values.min() } ?? .seconds(1)
    return Double(interval.components.seconds) + Double(interval.components.attoseconds) / 1e18
  }

  /// A thread that looks at most once an interval, and hardly ever while nothing is written; none of Swift's few
  /// threads is kept.
  private func watch() -> JournalWatch {
    let watch = JournalWatch(journal)
    let thread = Thread { [weak self] in
      var seen: Int?
      var connection: DatabaseQueue?
      var interval = 1.0
      repeat {
        guard let self else { return }
        // A connection that cannot be opened is tried again; reads and writes report the cause.
        connection = connection ?? (try? self.connect())
        if let connection { self.look(&seen, connection) }
        interval = self.interval
      } while watch.pause(least: interval)
    }
    thread.stackSize = 1 << 19
    thread.start()
    return watch
  }

  private func look(_ seen: inout Int?, _ connection: DatabaseQueue) {
    // A look that fails (a lock, a set-aside file) is repeated a second later; reads and writes report the cause.
    guard let now = try? connection.unsafeRead({ try Int.fetchOne($0, sql: "PRAGMA data_version") }), now != seen
    else { return }
    // Others who commit may be too short-lived to empty the journal.
    if seen != nil { checkpoints?.count(8) }
    seen = now
    guard let revision = try? connection.read({ try CatalogTransaction.revision($0) }) else { return }
    announce(revision)
  }
}
