import Embedded
import Synchronization

/// Writes what an engine has to say to standard error while it works, each text at most once an hour: systemd's journal
/// or the worker's log keeps it.
final class NoticeLog: Sendable {
  private struct State {
    /// Those of the engine's notices that were told.
    var told: Set<String>
    var work: Task<Void, Never>?
    var isClosed = false
  }

  private let engine: EmbeddedCloud
  private let output: Output
  private let state: Mutex<State>

  /// Begins; what the opening had to say was told by it.
  init(_ engine: EmbeddedCloud, output: Output) {
    self.engine = engine
    self.output = output
    let news = engine.newNotices()
    state = Mutex(State(told: Set(engine.notices)))
    let reading = Task { [weak self] in for await notice in news { self?.tell(notice) } }
    state.withLock { $0.work = reading }
  }

  /// Ends, with what was not told yet.
  func close() {
    let notices = engine.notices
    let rest = state.withLock { state in
      state.isClosed = true
      state.work?.cancel()
      return notices.filter { !state.told.contains($0) }
    }
    for notice in rest { output.remark(notice) }
  }

  /// Tells what the engine posts: it repeats nothing within an hour, and keeps few.
  private func tell(_ notice: String) {
    let notices = engine.notices
    let isOpen = state.withLock { state in
      if !state.isClosed { state.told = state.told.intersection(notices).union([notice]) }
      return !state.isClosed
    }
    if isOpen { output.remark(notice) }
  }
}
