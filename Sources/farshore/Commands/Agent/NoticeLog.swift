import Embedded
import Synchronization

/// Writes what an engine has to say to standard error while it works, each text once: systemd's journal or the worker's
/// log keeps it.
final class NoticeLog: Sendable {
  private let engine: EmbeddedCloud
  private let output: Output
  private let told: Mutex<Set<String>>
  private let work = Mutex<Task<Void, Never>?>(nil)

  /// Begins; what the opening had to say was told by it.
  init(_ engine: EmbeddedCloud, output: Output) {
    self.engine = engine
    self.output = output
    let news = engine.newNotices()
    told = Mutex(Set(engine.notices))
    let reading = Task { [weak self] in for await notice in news { self?.tell(notice) } }
    work.withLock { $0 = reading }
  }

  /// Ends, with what was not told yet.
  func close() {
    work.withLock { $0?.cancel() }
    for notice in engine.notices { tell(notice) }
  }

  private func tell(_ notice: String) {
    if told.withLock({ $0.insert(notice).inserted }) { output.remark(notice) }
  }
}
