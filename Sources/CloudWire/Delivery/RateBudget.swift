internal import Foundation

/// The requests an account may send: so many a second, one that changes something at a time, and none while the cloud
/// has asked for a pause. All clients of an account in this process share one, and all processes of a home its timetable
/// and its claim.
public actor RateBudget {
  /// A pause that follows another one within so many seconds is no news.
  private static let silence = 30.0

  private let clock: any WireClock
  private let interval: Double
  private let timetable: Timetable?
  private let claim: WriteClaim?
  private let onPause: @Sendable () -> Void
  private var next: Date
  private var announced = Date.distantPast
  private var writing = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Makes a budget.
  ///
  /// - Parameters:
  ///   - timetable: the pace it shares with other processes; nil shares none.
  ///   - claim: what only one process has while it changes something; nil heeds this process alone.
  ///   - onPause: called when the cloud has asked for a pause, twice a minute at most.
  public init(
    perSecond: Double = 5, clock: any WireClock = SystemWireClock(), timetable: Timetable? = nil,
    claim: WriteClaim? = nil, onPause: @escaping @Sendable () -> Void = {}
  ) {
    self.clock = clock
    self.timetable = timetable
    self.claim = claim
    self.onPause = onPause
    interval = 1 / max(perSecond, 0.01)
    next = .distantPast
  }

  /// Waits until a request may go.
  ///
  /// - Throws: `CancellationError`.
  public func admit() async throws {
    let now = clock.now
    let shared = try await timetable?.take(now, interval: interval)
    // Others may have been admitted while the timetable was waited for.
    let own = max(next, now)
    let moment = max(shared ?? own, own)
    // A wall clock that is set back must not make everybody wait for the old time.
    next = moment.timeIntervalSince(now) > 600 ? now : moment.addingTimeInterval(interval)
    let wait = moment.timeIntervalSince(now)
    if wait > 0 { try await clock.sleep(.seconds(min(wait, 600))) }
  }

  /// Lets nothing go for a while: the cloud has said that there was too much.
  public func pause(_ duration: Duration) async {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    let now = clock.now
    next = max(next, now.addingTimeInterval(seconds))
    if abs(now.timeIntervalSince(announced)) >= Self.silence {
      announced = now
      onPause()
    }
    // Whoever was cancelled while it waited for the timetable has told its own process at least.
    try? await timetable?.hold(until: next, now: now)
  }

  /// Runs what changes something, one at a time, in all processes of the home where they share a claim.
  public func alone<Value: Sendable, Failure: Error>(
    _ body: @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    while writing { await withCheckedContinuation { waiters.append($0) } }
    writing = true
    await claim?.take()
    let outcome: Result<Value, Failure>
    do throws(Failure) { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    await claim?.release()
    writing = false
    if !waiters.isEmpty { waiters.removeFirst().resume() }
    return try outcome.get()
  }
}
