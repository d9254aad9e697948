import Replication
import Synchronization

/// One task that this process moves: its claim, what it was told, how far it is.
final class Assignment: Sendable {
  /// The task as it was when it was claimed.
  let task: CloudTask
  /// The right to move it.
  let claim: Claim
  private let order = Mutex<TransferStopped?>(nil)
  private let meter: Mutex<TaskMeter>

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

  func note(_ progress: TransferProgress) { meter.withLock { $0.note(progress) } }

  func reading(at uptime: UInt64) -> TaskMeter.Reading? { meter.withLock { $0.read(at: uptime) } }
}
