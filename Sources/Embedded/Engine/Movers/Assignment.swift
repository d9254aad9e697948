import Replication
import Synchronization

/// One task that this process moves: its claim, what it was told, how far it is.
final class Assignment: Sendable {
  private struct Life {
    /// Counts everything that shows that it lives.
    var signs: UInt64 = 0
    /// Threads that wait for their turn on a link.
    var inLine = 0
    var watch = Standstill()
    /// Whether the operator was told that it stands still.
    var isSaid = false
    /// Why the attempt was given up, and whether it was the last one.
    var givenUp: (error: EngineError, isLast: Bool)?
    var isPublishing = false
  }

  /// The task as it was when it was claimed.
  let task: CloudTask
  /// The right to move it.
  let claim: Claim
  private let order = Mutex<TransferStopped?>(nil)
  private let meter: Mutex<TaskMeter>
  private let life = Mutex(Life())

  init(task: CloudTask, claim: Claim) {
    self.task = task
    self.claim = claim
    meter = Mutex(TaskMeter(crossedBefore: task.bytesTransferred ?? 0))
  }

  /// Tells the mover to stop after the chunk in hand; the first reason stands, but for a cancellation.
  func stop(_ reason: TransferStopped) {
    order.withLock { order in
      if order == nil || reason == .cancelled { order = reason }
    }
  }

  /// Why to stop; nil to go on.
  var stopped: TransferStopped? { order.withLock { $0 } }

  func note(_ progress: TransferProgress) {
    showLife()
    meter.withLock { $0.note(progress) }
  }

  /// Counts bytes that may cross its link.
  func pay(_ bytes: Int) {
    showLife()
    meter.withLock { $0.pay(bytes) }
  }

  func reading(at uptime: UInt64) -> TaskMeter.Reading? { meter.withLock { $0.read(at: uptime) } }

  /// Whether any byte crossed or was written in this attempt.
  var gotSomewhere: Bool { meter.withLock { $0.crossed > 0 } }

  // MARK: - Standing still

  func showLife() { life.withLock { $0.signs &+= 1 } }

  /// One of its threads waits for its turn on a link, which is no standing still.
  func joinLine() { life.withLock { $0.inLine += 1 } }

  /// One of its threads waits no longer.
  func leaveLine() { life.withLock { $0.inLine -= 1 } }

  /// What is published now is taken back by nobody, so the attempt is not given up any more.
  func beginPublishing() { life.withLock { $0.isPublishing = true } }

  /// Whether it stands still; `.moves` once more after that when it goes on.
  func judge(at uptime: UInt64) -> Standstill.Verdict {
    life.withLock { life in
      let verdict = life.watch.judge(signs: life.signs, isWaiting: life.inLine > 0, at: uptime)
      if case .givesUp(let seconds) = verdict, life.isPublishing { return .stands(seconds: seconds) }
      return verdict
    }
  }

  /// Notes whether the operator is told that it stands still; whether that is news.
  func say(_ stands: Bool) -> Bool {
    life.withLock { life in
      defer { life.isSaid = stands }
      return life.isSaid != stands
    }
  }

  /// Ends the attempt because nothing moves; it ends when the call that blocks it returns.
  func giveUp(_ error: EngineError, isLast: Bool) {
    life.withLock { if $0.givenUp == nil { $0.givenUp = (error, isLast) } }
    stop(.handedOver)
  }

  /// Whether it stands still as far as anybody can tell.
  var isStuck: Bool { life.withLock { $0.isSaid } }

  /// Why the attempt was given up, and whether it was the last; nil where it was not.
  var givenUp: (error: EngineError, isLast: Bool)? { life.withLock { $0.givenUp } }
}
