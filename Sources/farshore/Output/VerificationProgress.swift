import Dispatch
import Replication
import Synchronization

/// One line of progress on a terminal while stores are verified.
final class VerificationProgress: Sendable {
  private struct State {
    var region = ""
    var began: UInt64 = 0
    var shown: UInt64 = 0
  }

  private let output: Output
  private let state = Mutex(State())
  /// Nanoseconds between two lines.
  private static let pause: UInt64 = 200_000_000

  init(_ output: Output) { self.output = output }

  /// Shows how much of a region's store was read, and how fast.
  func show(_ region: String, done: Int64, of total: Int64) {
    let now = DispatchTime.now().uptimeNanoseconds
    let began: UInt64? = state.withLock { state in
      if state.region != region { state = State(region: region, began: now) }
      guard now >= state.shown + Self.pause else { return nil }
      state.shown = now
      return state.began
    }
    guard let began else { return }
    output.progress(Self.words(region, done: done, of: total, seconds: Double(now - began) / 1e9))
  }

  /// Such as `east: verifying, 42 %, 1.2 GiB read, 310 MiB/s`.
  static func words(_ region: String, done: Int64, of total: Int64, seconds: Double) -> String {
    // What lies in no index was not counted before, and what is read last are the records.
    let percent = total > 0 ? ", \(min(99, 100 * done / total)) %" : ""
    let rate = seconds > 0.2 ? ", \(ByteFormat.short(Int64(Double(done) / seconds)))/s" : ""
    return "\(region): verifying\(percent), \(ByteFormat.short(done)) read\(rate)"
  }
}
