import Foundation
import Replication

/// Turns what a store reports into what a task's row shows: sums over attempts, a smoothed rate.
struct TaskMeter: Sendable {
  /// What goes into the catalog.
  struct Reading: Equatable, Sendable {
    var phase: TaskPhase
    var bytesDone: Int64
    var bytesTransferred: Int64
    var rate: Double?
  }

  private let crossedBefore: Int64
  private var latest: TransferProgress?
  private var done: Int64 = 0
  /// Bytes this attempt has paid for on a link; what is paid for is about to cross.
  private var paid: Int64 = 0
  private var rate: Double?
  private var readAt: UInt64?
  private var doneAtReading: Int64 = 0
  private var last: Reading?

  /// Seconds over which the rate is smoothed.
  private static let smoothing = 5.0

  /// - Parameter crossedBefore: Bytes that crossed in earlier attempts.
  init(crossedBefore: Int64) { self.crossedBefore = crossedBefore }

  /// Takes a report; a later phase that counts from 0 again does not turn the bar back.
  mutating func note(_ progress: TransferProgress) {
    latest = progress
    done = max(done, progress.logicalDone)
  }

  /// Counts bytes that may cross now.
  mutating func pay(_ bytes: Int) { paid += Int64(bytes) }

  /// Bytes of this attempt that crossed or are about to.
  var crossed: Int64 { max(latest?.crossed ?? 0, paid) }

  /// What to write now; nil when nothing is new.
  mutating func read(at uptime: UInt64) -> Reading? {
    guard let latest else { return nil }
    measureRate(at: uptime)
    let reading = Reading(
      phase: latest.phase, bytesDone: done, bytesTransferred: crossedBefore + crossed, rate: rate)
    guard reading != last else { return nil }
    last = reading
    return reading
  }

  private mutating func measureRate(at uptime: UInt64) {
    defer { (readAt, doneAtReading) = (uptime, done) }
    guard let readAt, uptime > readAt else { return }
    let seconds = Double(uptime - readAt) / 1e9
    let present = Double(done - doneAtReading) / seconds
    guard let known = rate else {
      if present > 0 { rate = present }
      return
    }
    rate = known + (1 - exp(-seconds / Self.smoothing)) * (present - known)
  }
}
