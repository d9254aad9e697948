public import CloudWire
internal import Synchronization

public import struct Foundation.Date

/// A clock that a test sets; sleeping moves it on at once and is written down.
public final class SteppedClock: WireClock {
  private struct State {
    var now: Date
    var slept: [Duration] = []
  }

  private let state: Mutex<State>

  /// Starts at a moment.
  public init(_ start: Date = Date(timeIntervalSince1970: 1_700_000_000)) { state = Mutex(State(now: start)) }

  /// The moment it shows.
  public var now: Date { state.withLock { $0.now } }

  /// All pauses so far.
  public var slept: [Duration] { state.withLock { $0.slept } }

  /// Moves on by the pause.
  public func sleep(_ duration: Duration) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.slept.append(duration)
      let parts = duration.components
      state.now = state.now.addingTimeInterval(Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    }
  }
}
